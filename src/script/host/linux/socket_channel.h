#pragma once

#include "os/linux/file_descriptor.h"
#include "script/host/script_channel.h"

namespace wee {

/// A stream socket. What a peer sends is read in pieces of bounded size, so that memory is taken only for what
/// has come, not for what is announced.
class SocketChannel final : public ScriptChannel {
public:
    explicit SocketChannel(FileDescriptor socket) : socket_(std::move(socket)) {}

    End send(std::string_view frames, SteadyTime deadline) override;
    End receive(std::string& message, SteadyTime deadline) override;
    void close() override;

private:
    End wait_for(short events, SteadyTime deadline) const;
    End read_more(SteadyTime deadline);

    FileDescriptor socket_;
    std::string received_;  // and not yet given out
};

}  // namespace wee
