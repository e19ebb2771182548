#include "actions/secrets.h"

#include <algorithm>
#include <utility>

#include "base/template_escape.h"

namespace wee {

void Secrets::add(std::string name, std::string value) {
    // Twice: what a server quotes in its JSON of the JSON that it was sent.
    for (std::string spelling :
         {value, json_escaped(value), json_escaped(json_escaped(value)), url_escaped(value)}) {
        const bool is_known = std::ranges::find(spellings_, spelling) != spellings_.end();
        if (!spelling.empty() && !is_known) {
            spellings_.push_back(std::move(spelling));
        }
    }
    std::ranges::stable_sort(spellings_, std::ranges::greater{}, &std::string::size);
    values_.insert_or_assign(std::move(name), std::move(value));
}

const std::string* Secrets::find(std::string_view name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? nullptr : &found->second;
}

std::string Secrets::redacted(std::string text) const {
    for (const std::string& spelling : spellings_) {
        for (std::size_t at = text.find(spelling); at != std::string::npos;
             at = text.find(spelling, at + kMask.size())) {
            text.replace(at, spelling.size(), kMask);
        }
    }
    return text;
}

}  // namespace wee
