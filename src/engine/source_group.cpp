#include "engine/source_group.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "config/source_kinds.h"

namespace wee {

SourceGroup::SourceGroup(SourceFactory& factory, EventSink& sink, Log& log, const Clock& clock,
                         RetryPause pause)
    : factory_(factory),
      sink_(sink),
      log_(log),
      retry_([this](const WaitingSource& source,
                    const std::stop_token& stop) { return start_late(source, stop); },
             log, clock, pause) {}

SourceChanges SourceGroup::replace(std::span<const SourceConfig> sources, const std::stop_token& stop) {
    retry_.cancel();
    Members leaving = members_;
    Members kept;
    std::vector<const SourceConfig*> others;
    for (const SourceConfig& config : sources) {
        if (std::shared_ptr<Member> member = take(leaving, config.definition)) {
            kept.push_back(std::move(member));
        } else {
            others.push_back(&config);
        }
    }
    for (const auto& member : leaving) {
        member->outlet->begin_noting();
    }
    Members fresh;
    std::vector<WaitingSource> failed;
    for (const SourceConfig* config : others) {
        if (Result<std::shared_ptr<Member>> member = start(*config, stop)) {
            fresh.push_back(std::move(member).value());
        } else {
            failed.push_back({*config, member.error().message()});
        }
    }
    const SourceChanges changes{kept.size(), fresh.size(), failed.size(), leaving.size()};
    hand_over(leaving, fresh);
    std::ranges::move(fresh, std::back_inserter(kept));
    {
        const std::lock_guard lock(mutex_);
        members_ = std::move(kept);
    }
    if (!stop.stop_requested()) {
        std::ranges::for_each(failed, [this](const WaitingSource& source) { report(source); });
        retry_.begin(std::move(failed));
    }
    return changes;
}

/// The member of that definition, taken out; null when there is none.
std::shared_ptr<SourceGroup::Member> SourceGroup::take(Members& members, Fingerprint definition) {
    const auto found = std::ranges::find_if(members, [definition](const std::shared_ptr<Member>& member) {
        return definition != Fingerprint::Unknown && member->definition == definition;
    });
    if (found == members.end()) {
        return nullptr;
    }
    std::shared_ptr<Member> member = std::move(*found);
    members.erase(found);
    return member;
}

Result<std::shared_ptr<SourceGroup::Member>> SourceGroup::start(const SourceConfig& config,
                                                                const std::stop_token& stop) {
    auto member = std::make_shared<Member>(
        Member{.definition = config.definition,
               .type = type_name(config.options),
               .outlet = std::make_unique<SourceOutlet>(sink_, SourceOutlet::Mode::Holding),
               .source = factory_.make_source(config.options)});
    Source& source = *member->source;
    const std::stop_callback on_stop(stop, [&source] { source.request_stop(); });
    const Result<void> started = source.start(*member->outlet);
    if (!started) {
        return started.error();
    }
    return member;
}

/// On the retry's thread.
Result<void> SourceGroup::start_late(const WaitingSource& waiting, const std::stop_token& stop) {
    Result<std::shared_ptr<Member>> member = start(waiting.config, stop);
    if (!member) {
        return member.error();
    }
    ReportedEvents nothing;
    member.value()->failed_starts = waiting.failed_starts;
    member.value()->outlet->open_without(nothing);
    const std::lock_guard lock(mutex_);
    members_.push_back(std::move(member).value());
    return {};
}

void SourceGroup::report(const WaitingSource& source) {
    const std::string& name = source_name(source.config.options);
    log_.error("source_failed",
               "source \"" + name + "\" could not be started and will be tried again: " + source.reason,
               {{"source", name}});
}

/// Ends the old ones, then opens the new ones for all that the old ones have not reported.
void SourceGroup::hand_over(const Members& from, const Members& to) {
    stop(from);
    ReportedEvents reported;
    for (const auto& member : from) {
        reported.add(member->outlet->noted());
    }
    for (const auto& member : to) {
        member->outlet->open_without(reported);
    }
}

void SourceGroup::stop(const Members& members) {
    std::ranges::for_each(members, [](const auto& member) { member->source->request_stop(); });
    std::ranges::for_each(members, [](const auto& member) { member->source->stop(); });
}

void SourceGroup::stop() {
    retry_.cancel();
    stop(members_);
}

std::vector<SourceStatus> SourceGroup::statuses() const {
    std::vector<SourceStatus> statuses;
    const std::lock_guard lock(mutex_);
    for (const auto& member : members_) {
        statuses.push_back({.name = member->source->name(),
                            .type = member->type,
                            .backend = member->source->backend(),
                            .events = member->outlet->events(),
                            .losses = member->outlet->losses(),
                            .failed_starts = member->failed_starts});
    }
    for (const WaitingSource& waiting : retry_.waiting()) {
        const std::string& name = source_name(waiting.config.options);
        if (std::ranges::find(statuses, name, &SourceStatus::name) != statuses.end()) {
            continue;  // it has been started this moment
        }
        statuses.push_back({.name = name,
                            .type = type_name(waiting.config.options),
                            .state = SourceState::Waiting,
                            .reason = waiting.reason,
                            .failed_starts = waiting.failed_starts});
    }
    return statuses;
}

}  // namespace wee
