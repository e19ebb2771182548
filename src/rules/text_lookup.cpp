#include "rules/text_lookup.h"

#include <bit>

#include "rules/key_address.h"
#include "rules/seen_entries.h"

namespace wee {
namespace {

/// Calls visit(length) for the lengths of which there are keys, and so many bytes.
template <typename Visit>
void for_each_length(std::uint32_t lengths, std::size_t size, Visit visit) {
    for (; lengths != 0; lengths &= lengths - 1) {
        const auto length = static_cast<std::size_t>(std::countr_zero(lengths));
        if (length > size) {
            return;
        }
        visit(length);
    }
}

}  // namespace

void TextLookup::look_up_text(std::string_view text) const {
    if (in_use_.has(Form::Whole)) {
        find_text(Form::Whole, text);
    }
    if (in_use_.has(Form::Start)) {
        look_up_starts(text);
    }
    if (in_use_.has(Form::End)) {
        look_up_ends(text);
    }
    if (in_use_.has(Form::Contains)) {
        look_up_contained(text);
    }
}

void TextLookup::look_up_extension(std::optional<std::string_view> extension) const {
    if (extension && in_use_.has(Form::Extension)) {
        find_text(Form::Extension, *extension);
    }
}

void TextLookup::look_up_path(const PathParts& path) const {
    constexpr std::uint32_t kOfDirectory =
        KeysInUse::form_bit(Form::Directory) | KeysInUse::form_bit(Form::DirectoryAndExtension);
    constexpr std::uint32_t kOfParent = KeysInUse::form_bit(Form::Parent) |
                                        KeysInUse::form_bit(Form::ParentAndName) |
                                        KeysInUse::form_bit(Form::ParentAndExtension);
    if ((in_use_.forms & kOfDirectory) != 0) {
        look_up_directory(path);
    }
    if ((in_use_.forms & kOfParent) != 0 && !path.directory.empty()) {
        look_up_parent(path, path.parent());
    }
    if (in_use_.has(Form::Ancestor)) {
        look_up_ancestors(path.full);
    }
}

void TextLookup::look_up_presence() const {
    if (in_use_.has(Form::Present)) {
        find_text(Form::Present, {});
    }
}

void TextLookup::look_up_starts(std::string_view text) const {
    const std::uint64_t seed = KeyPlace(slot_, Form::Start).seed();
    for_each_length(in_use_.start_lengths, text.size(), [&](std::size_t length) {
        find(Form::Start, hash_text(text.substr(0, length), seed),
             [text](std::string_view key, const KeyTable::Entry&) { return text.starts_with(key); });
    });
}

void TextLookup::look_up_ends(std::string_view text) const {
    const std::uint64_t seed = KeyPlace(slot_, Form::End).seed();
    for_each_length(in_use_.end_lengths, text.size(), [&](std::size_t length) {
        find(Form::End, hash_text(text.substr(text.size() - length), seed),
             [text](std::string_view key, const KeyTable::Entry&) { return text.ends_with(key); });
    });
}

void TextLookup::look_up_contained(std::string_view text) const {
    find_grams(in_use_.fours, text);
    find_grams(in_use_.pairs, text);
    find_grams(in_use_.singles, text);
}

template <std::size_t Length>
void TextLookup::find_grams(const GramFilter<Length>& filter, std::string_view text) const {
    if (filter.empty()) {
        return;
    }
    const KeyPlace place(slot_, Form::Contains);
    SeenEntries seen(table_.entry_count());  // what a text holds often is visited once
    filter.scan(text, [&](std::size_t position) {
        find(Form::Contains, hash_text(text.substr(position, Length), place.seed()),
             [&](std::string_view key, const KeyTable::Entry& entry) {
                 const std::size_t number = table_.number_of(entry);
                 if (position < entry.offset || seen.contains(number) ||
                     !text.substr(position - entry.offset).starts_with(key)) {
                     return false;
                 }
                 seen.insert(number);
                 return true;
             });
    });
}

void TextLookup::look_up_directory(const PathParts& path) const {
    if (in_use_.has(Form::Directory)) {
        find_text(Form::Directory, path.directory);
    }
    if (path.extension && in_use_.has(Form::DirectoryAndExtension)) {
        find_pair(Form::DirectoryAndExtension, path.directory, *path.extension);
    }
}

void TextLookup::look_up_parent(const PathParts& path, std::string_view parent) const {
    if (in_use_.has(Form::Parent)) {
        find_text(Form::Parent, parent);
    }
    if (in_use_.has(Form::ParentAndName)) {
        find_text(Form::ParentAndName, path.full.substr(path.directory.size() - parent.size() - 1));
    }
    if (path.extension && in_use_.has(Form::ParentAndExtension)) {
        find_pair(Form::ParentAndExtension, parent, *path.extension);
    }
}

void TextLookup::look_up_ancestors(std::string_view full) const {
    AncestorHash hash(KeyPlace(slot_, Form::Ancestor));
    std::size_t begin = 0;
    for (std::size_t depth = 0; depth < in_use_.deepest_ancestor && begin <= full.size(); ++depth) {
        const std::size_t end = std::min(full.find('/', begin), full.size());
        const std::string_view ancestor = full.substr(0, end);
        find(Form::Ancestor, hash.add(full.substr(begin, end - begin)),
             [ancestor](std::string_view key, const KeyTable::Entry&) { return key == ancestor; });
        begin = end + 1;
    }
}

void TextLookup::find_text(Form form, std::string_view text) const {
    if (!in_use_.has_length(form, text.size())) {
        return;
    }
    find(form, hash_text(text, KeyPlace(slot_, form).seed()),
         [text](std::string_view key, const KeyTable::Entry&) { return key == text; });
}

void TextLookup::find_pair(Form form, std::string_view first, std::string_view second) const {
    if (!in_use_.has_length(form, first.size() + 1 + second.size())) {
        return;
    }
    find(form, hash_pair(first, second, KeyPlace(slot_, form)),
         [=](std::string_view key, const KeyTable::Entry&) {
             return key.size() == first.size() + 1 + second.size() && key.starts_with(first) &&
                    key.ends_with(second) && key[first.size()] == '/';
         });
}

}  // namespace wee
