# cmake -DOBJECT=file -DGENERATED=file.cpp -DFUNCTION=name -DHEADER=path -P embed.cmake: bytes as a function of ours.
file(READ "${OBJECT}" bytes HEX)
string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
file(WRITE "${GENERATED}" "// Generated from ${FUNCTION}.
#include \"${HEADER}\"

namespace wee {
namespace {
alignas(8) constexpr unsigned char kBytes[] = {${bytes}};
}  // namespace

std::span<const unsigned char> ${FUNCTION}() {
    return kBytes;
}

}  // namespace wee
")
