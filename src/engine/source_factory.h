#pragma once

#include <memory>

#include "config/config.h"
#include "sources/source.h"

namespace wee {

/// Makes the source that a configuration asks for, on this machine's backend. Port: app/ names the backends.
class SourceFactory {
public:
    virtual ~SourceFactory() = default;
    /// Never null: what this machine cannot watch is a source whose `start` says so.
    virtual std::unique_ptr<Source> make_source(const SourceOptions& options) = 0;
};

}  // namespace wee
