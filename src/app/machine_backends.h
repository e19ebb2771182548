#pragma once

#include <memory>

#include "actions/action_factory.h"
#include "app/backends.h"

namespace wee {

/// This machine's backends of what single actions use.
class MachineBackends {
public:
    /// The environment must outlive this.
    explicit MachineBackends(const Environment& environment)
        : files_(make_file_writer()),
          notifier_(make_notifier(environment)),
          media_(make_media_players(environment)) {}

    /// They live as long as this.
    [[nodiscard]] MachinePorts ports() const { return {files_.get(), notifier_.get(), media_.get()}; }

private:
    std::unique_ptr<FileWriter> files_;
    std::unique_ptr<Notifier> notifier_;
    std::unique_ptr<MediaPlayers> media_;
};

}  // namespace wee
