#include "engine/source_group.h"

#include <algorithm>
#include <string>
#include <utility>

namespace wee {

SourceChanges SourceGroup::replace(std::span<const SourceConfig> sources, const std::stop_token& stop) {
    SourceChanges changes;
    Members kept;
    std::vector<const SourceConfig*> others;
    for (const SourceConfig& config : sources) {
        if (std::optional<Member> member = take(config.definition)) {
            kept.push_back(std::move(*member));
        } else {
            others.push_back(&config);
        }
    }
    for (const Member& leaving : members_) {
        leaving.outlet->begin_noting();
    }
    Members fresh;
    for (const SourceConfig* config : others) {
        if (std::optional<Member> member = start(*config, stop)) {
            fresh.push_back(std::move(*member));
        }
    }
    changes.kept = kept.size();
    changes.started = fresh.size();
    changes.failed = others.size() - fresh.size();
    changes.stopped = members_.size();
    hand_over(members_, fresh);
    members_ = std::move(kept);
    std::ranges::move(fresh, std::back_inserter(members_));
    return changes;
}

/// The member of that definition, taken out of the group.
std::optional<SourceGroup::Member> SourceGroup::take(Fingerprint definition) {
    const auto found = std::ranges::find(members_, definition, &Member::definition);
    if (definition == Fingerprint::Unknown || found == members_.end()) {
        return std::nullopt;
    }
    Member member = std::move(*found);
    members_.erase(found);
    return member;
}

std::optional<SourceGroup::Member> SourceGroup::start(const SourceConfig& config,
                                                      const std::stop_token& stop) {
    Member member{config.definition, std::make_unique<SourceOutlet>(sink_, SourceOutlet::Mode::Holding),
                  factory_.make_source(config.options)};
    Source& source = *member.source;
    const std::stop_callback on_stop(stop, [&source] { source.request_stop(); });
    const Result<void> started = source.start(*member.outlet);
    if (started) {
        return member;
    }
    if (!stop.stop_requested()) {
        log_.error("source_failed",
                   "source \"" + source.name() + "\" could not be started: " + started.error().message(),
                   {{"source", source.name()}});
    }
    return std::nullopt;
}

/// Ends the old ones, then opens the new ones for all that the old ones have not reported.
void SourceGroup::hand_over(Members& from, Members& to) {
    stop(from);
    ReportedEvents reported;
    for (const Member& member : from) {
        reported.add(member.outlet->noted());
    }
    for (const Member& member : to) {
        member.outlet->open_without(reported);
    }
    from.clear();
}

void SourceGroup::stop(Members& members) {
    std::ranges::for_each(members, [](const Member& member) { member.source->request_stop(); });
    std::ranges::for_each(members, [](const Member& member) { member.source->stop(); });
}

void SourceGroup::stop() {
    stop(members_);
    members_.clear();
}

}  // namespace wee
