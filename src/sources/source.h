#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "event/event_sink.h"

namespace wee {

/// An event source: watches one thing on a thread of its own and hands what it saw to the sink. The plugin
/// interface.
///
/// Order of calls, all from one thread: constructor, `start`, `request_stop`, `stop`, destructor.
/// `request_stop` may be left out, and so may `stop` (the destructor stops); both may be called any number of
/// times. Who ends several sources asks all of them before waiting for each. Only `request_stop` may come from
/// another thread, also while `start` is at work, which then fails soon.
class Source {
public:
    virtual ~Source() = default;

    /// The name that the configuration gave it; stands in every event as `source`.
    [[nodiscard]] virtual const std::string& name() const = 0;

    /// How it watches, in the words of its `backend` key ("inotify"); empty where there is but one way. It is
    /// settled when `start` has returned.
    [[nodiscard]] virtual std::string backend() const { return {}; }

    /// Begins to watch and returns when it does: whatever happens after `start` returned is seen. Fails with
    /// a sentence (which need not name the source: the caller does) when it cannot watch at all; what it can
    /// only watch in part is logged as a warning and watched in part. `sink` must outlive the source. The
    /// source calls it from its own thread, never from within `start`.
    virtual Result<void> start(EventSink& sink) = 0;

    /// Asks to end and returns at once; `stop` then waits. The sink may be called until `stop` returned. Any
    /// thread, any time between construction and destruction.
    virtual void request_stop() {}

    /// Ends watching: when it returns, the sink is called no more. Takes under 100 ms. Events that the kernel
    /// had already queued are handed over first.
    virtual void stop() = 0;
};

}  // namespace wee
