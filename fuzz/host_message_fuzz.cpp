// Whatever a host or an engine sends is refused, or is a message that can be sent on and reads the same again.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "script/host/host_message.h"

namespace {

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (const auto message = wee::decode_host_message(bytes)) {
        const auto again = wee::encode(message.value());
        require(again.ok());
        const auto read = wee::decode_host_message(again.value());
        require(read.ok() && wee::encode(read.value()).value() == again.value());
    }
    if (const auto message = wee::decode_engine_message(bytes)) {
        const auto again = wee::encode(message.value());
        require(again.ok());
        const auto read = wee::decode_engine_message(again.value());
        require(read.ok() && wee::encode(read.value()).value() == again.value());
    }
    return 0;
}
