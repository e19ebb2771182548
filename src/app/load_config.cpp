#include "app/load_config.h"

namespace wee {

LoadedConfig load_config(const ConfigLocation& location, const Environment& environment) {
    if (!location.file.empty()) {
        return load_config_file(location.file, environment);
    }
    if (!location.directory.empty()) {
        return load_config_directory(location.directory, environment);
    }
    return load_default_config(environment);
}

}  // namespace wee
