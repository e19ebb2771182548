#pragma once

#include <memory>

#include "os/file_writer.h"

namespace wee {

std::unique_ptr<FileWriter> make_file_writer();

}  // namespace wee
