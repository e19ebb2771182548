#include "config/file_case.h"

namespace wee {

CaseSensitivity file_case() {
    return CaseSensitivity::Insensitive;
}

}  // namespace wee
