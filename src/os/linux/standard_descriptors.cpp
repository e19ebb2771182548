#include "os/linux/standard_descriptors.h"

#include <fcntl.h>
#include <unistd.h>

namespace wee {

void occupy_standard_descriptors() {
    int descriptor = 0;
    while (descriptor >= 0 && descriptor <= STDERR_FILENO) {
        descriptor = ::open("/dev/null", O_RDWR);
    }
    if (descriptor > STDERR_FILENO) {
        ::close(descriptor);
    }
}

}  // namespace wee
