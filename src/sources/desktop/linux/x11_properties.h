#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <xcb/xcb.h>

namespace wee {

/// The atoms that a window watcher names, in the order of kX11AtomNames.
enum class X11Atom : std::uint8_t {
    NetSupported,
    NetSupportingWmCheck,
    NetClientList,
    NetActiveWindow,
    NetWmName,
    NetWmPid,
    Utf8String,
    CompoundText,
    I3SocketPath,
};
inline constexpr std::size_t kX11AtomCount = static_cast<std::size_t>(X11Atom::I3SocketPath) + 1;

/// The value of one property as the server sent it.
struct X11Property {
    xcb_atom_t type = XCB_ATOM_NONE;  ///< None: the window has no such property.
    std::uint8_t format = 0;
    std::string bytes{};

    /// Its numbers; none when it is no list of numbers of 32 bits.
    [[nodiscard]] std::vector<std::uint32_t> numbers() const;
};

struct FreeReply {
    void operator()(void* reply) const;
};
template <typename Reply>
using X11Reply = std::unique_ptr<Reply, FreeReply>;

/// Reads properties, never more of one than is wanted of it, however long it is. For a connection.
class X11Properties {
public:
    /// Asks for the atoms, and waits for the answers.
    explicit X11Properties(xcb_connection_t* connection);

    [[nodiscard]] xcb_atom_t atom(X11Atom atom) const { return atoms_[static_cast<std::size_t>(atom)]; }

    /// Sends the question only, so that several can be under way.
    [[nodiscard]] xcb_get_property_cookie_t ask(xcb_window_t window, xcb_atom_t property,
                                                std::size_t most_bytes) const;
    [[nodiscard]] xcb_get_property_cookie_t ask(xcb_window_t window, X11Atom property,
                                                std::size_t most_bytes) const {
        return ask(window, atom(property), most_bytes);
    }
    /// Waits for the answer. Nothing: there is no such window, or the connection broke.
    [[nodiscard]] std::optional<X11Property> answer(xcb_get_property_cookie_t question) const;

    /// A property of text, in whichever of X11's encodings, as clean UTF-8 (`clean_window_text`).
    [[nodiscard]] std::string text(const X11Property& property) const;

private:
    xcb_connection_t* connection_;
    std::array<xcb_atom_t, kX11AtomCount> atoms_{};
};

}  // namespace wee
