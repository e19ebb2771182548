#include "sources/desktop/linux/x11_properties.h"

#include <cstdlib>
#include <cstring>

#include "sources/desktop/linux/x11_text.h"
#include "sources/desktop/window_text.h"

namespace wee {
namespace {

constexpr std::array<std::string_view, kX11AtomCount> kX11AtomNames = {
    "_NET_SUPPORTED",   "_NET_SUPPORTING_WM_CHECK",
    "_NET_CLIENT_LIST", "_NET_ACTIVE_WINDOW",
    "_NET_WM_NAME",     "_NET_WM_PID",
    "UTF8_STRING",      "COMPOUND_TEXT",
    "I3_SOCKET_PATH",
};

}  // namespace

void FreeReply::operator()(void* reply) const {
    std::free(reply);
}

std::vector<std::uint32_t> X11Property::numbers() const {
    std::vector<std::uint32_t> all;
    if (format == 32 && bytes.size() >= sizeof(std::uint32_t)) {  // memcpy takes no null, however little
        all.resize(bytes.size() / sizeof(std::uint32_t));
        std::memcpy(all.data(), bytes.data(), all.size() * sizeof(std::uint32_t));
    }
    return all;
}

X11Properties::X11Properties(xcb_connection_t* connection) : connection_(connection) {
    std::array<xcb_intern_atom_cookie_t, kX11AtomCount> questions{};
    for (std::size_t index = 0; index < kX11AtomCount; ++index) {
        const std::string_view name = kX11AtomNames[index];
        questions[index] =
            xcb_intern_atom(connection_, 0, static_cast<std::uint16_t>(name.size()), name.data());
    }
    for (std::size_t index = 0; index < kX11AtomCount; ++index) {
        const X11Reply<xcb_intern_atom_reply_t> reply(
            xcb_intern_atom_reply(connection_, questions[index], nullptr));
        atoms_[index] = reply ? reply->atom : xcb_atom_t{XCB_ATOM_NONE};
    }
}

xcb_get_property_cookie_t X11Properties::ask(xcb_window_t window, xcb_atom_t property,
                                             std::size_t most_bytes) const {
    const auto words = static_cast<std::uint32_t>((most_bytes + 3) / 4);
    return xcb_get_property(connection_, 0, window, property, XCB_GET_PROPERTY_TYPE_ANY, 0, words);
}

std::optional<X11Property> X11Properties::answer(xcb_get_property_cookie_t question) const {
    xcb_generic_error_t* error = nullptr;
    const X11Reply<xcb_get_property_reply_t> reply(xcb_get_property_reply(connection_, question, &error));
    std::free(error);
    if (!reply) {
        return std::nullopt;
    }
    const auto* bytes = static_cast<const char*>(xcb_get_property_value(reply.get()));
    const auto length = static_cast<std::size_t>(xcb_get_property_value_length(reply.get()));
    return X11Property{reply->type, reply->format, std::string(bytes, length)};
}

std::string X11Properties::text(const X11Property& property) const {
    if (property.format != 8) {
        return {};
    }
    if (property.type == XCB_ATOM_STRING) {
        return clean_window_text(latin1_to_utf8(property.bytes));
    }
    if (property.type == atom(X11Atom::CompoundText)) {
        return clean_window_text(compound_text_to_utf8(property.bytes));
    }
    return clean_window_text(property.bytes);
}

}  // namespace wee
