#pragma once

namespace wee {

/// What findings and logs call the demo.
inline constexpr const char* kDemoConfigName = "built-in demo";

/// What runs when there is no configuration at all: says which text files change in the current directory.
inline constexpr const char* kDemoConfig = R"([[sources]]
name = "demo"
type = "file_watcher"
paths = ["."]
pattern = "*.txt"

[[rules]]
name = "demo"
description = "Says what happens to text files in the current directory"
trigger = { type = "file" }
action = { type = "log", message = "{{EVENT_TYPE}}: {{EVENT_PATH}}" }
)";

}  // namespace wee
