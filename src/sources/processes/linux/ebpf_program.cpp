#include "sources/processes/linux/ebpf_program.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cerrno>
#include <cstdio>
#include <system_error>
#include <utility>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "sources/processes/linux/process_events_object.h"
#include "sources/processes/linux/process_records.h"

namespace wee {
namespace {

/// What libbpf said last on this thread: it tells more than errno.
thread_local std::string latest_warning;

__attribute__((format(printf, 2, 0))) int keep_warning(libbpf_print_level level, const char* format,
                                                       va_list arguments) {
    if (level == LIBBPF_WARN) {
        std::array<char, 256> text{};
        std::vsnprintf(text.data(), text.size(), format, arguments);
        latest_warning = text.data();
        std::erase(latest_warning, '\n');
    }
    return 0;
}

Error failed(const std::string& what, int error) {
    std::string message = what + ": " + std::generic_category().message(error < 0 ? -error : error);
    if (!latest_warning.empty()) {
        message += " (" + latest_warning + ")";
    }
    return Error(std::move(message));
}

}  // namespace

void EbpfProgram::Close::operator()(bpf_object* object) const {
    bpf_object__close(object);
}

void EbpfProgram::Close::operator()(bpf_link* link) const {
    bpf_link__destroy(link);
}

Result<EbpfProgram> EbpfProgram::load(const Settings& settings) {
    libbpf_set_print(keep_warning);
    latest_warning.clear();
    const std::span<const unsigned char> bytes = process_events_object();
    Object object(bpf_object__open_mem(bytes.data(), bytes.size(), nullptr));
    if (!object) {
        return failed("the eBPF program cannot be opened", errno);
    }
    EbpfProgram program(std::move(object));
    if (Result<void> prepared = program.prepare(settings); !prepared) {
        return prepared.error();
    }
    if (Result<void> attached = program.attach(); !attached) {
        return attached.error();
    }
    return program;
}

Result<void> EbpfProgram::prepare(const Settings& settings) {
    std::size_t size = 0;
    bpf_map* constants = bpf_object__find_map_by_name(object_.get(), ".rodata");
    auto* filters_names =
        constants == nullptr ? nullptr : const_cast<void*>(bpf_map__initial_value(constants, &size));
    assert(filters_names != nullptr && size >= sizeof(int));
    *static_cast<int*>(filters_names) = settings.wanted_names.empty() ? 0 : 1;
    if (const int error = bpf_object__load(object_.get()); error != 0) {
        return failed("the kernel refuses the eBPF program", error);
    }
    for (const std::string& name : settings.wanted_names) {
        std::array<char, kProcessListedName> key{};
        if (name.size() + 1 < key.size()) {  // of longer ones the kernel leaves the judgement to us
            std::ranges::copy(name, key.begin());
            set("wanted_names", key.data(), key.size());
        }
    }
    if (settings.ignored != 0) {
        ignore(settings.ignored);
    }
    return {};
}

Result<void> EbpfProgram::attach() {
    bpf_program* program = nullptr;
    bpf_object__for_each_program(program, object_.get()) {
        Link link(bpf_program__attach(program));
        if (!link) {
            return failed("the eBPF program cannot be attached", errno);
        }
        links_.push_back(std::move(link));
    }
    return {};
}

int EbpfProgram::ring() const {
    return bpf_object__find_map_fd_by_name(object_.get(), "records");
}

std::uint64_t EbpfProgram::lost() const {
    constexpr std::uint32_t kOnly = 0;
    std::uint64_t lost = 0;
    const bpf_map* variables = bpf_object__find_map_by_name(object_.get(), ".bss");
    bpf_map__lookup_elem(variables, &kOnly, sizeof(kOnly), &lost, sizeof(lost), 0);
    return lost;
}

void EbpfProgram::want(ProcessNumber pid) {
    set("wanted_processes", &pid, sizeof(pid));
}

void EbpfProgram::ignore(ProcessNumber pid) {
    set("own_processes", &pid, sizeof(pid));
}

void EbpfProgram::set(const char* map, const void* key, std::size_t size) {
    constexpr char kPresent = 1;
    bpf_map* const found = bpf_object__find_map_by_name(object_.get(), map);
    bpf_map__update_elem(found, key, size, &kPresent, sizeof(kPresent), BPF_ANY);
}

}  // namespace wee
