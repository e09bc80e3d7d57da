// SPDX-License-Identifier: MIT
#include "directory/json_items.h"
#include <algorithm>

namespace kith::directory {

JsonItems::JsonItems(std::string_view document, std::string_view key) : text_(document)
{
    if (text_.starts_with("\xEF\xBB\xBF"))
        text_.remove_prefix(3);
    pass_space();
    if (here() == '[') {
        ++at_;
        found_ = true;
        return;
    }
    if (here() != '{')
        return;
    ++at_;
    in_object_ = true;
    std::string_view one;
    while (pass_key(one)) {
        if (one == key && here() == '[') {
            ++at_;
            found_ = true;
            return;
        }
        if (!pass_value())
            return;
        pass_space();
        if (here() != ',')
            return;
        ++at_;
    }
}

Result<bool> JsonItems::next(std::string_view& item)
{
    if (over_)
        return false;
    pass_space();
    if (here() == ']') {
        ++at_;
        over_ = true;
        if (!pass_rest())
            return invalid("the document does not end as JSON does");
        return false;
    }
    if (!first_) {
        if (here() != ',')
            return invalid("a comma is missing before it");
        ++at_;
        pass_space();
    }
    first_ = false;
    auto const from = at_;
    if (!pass_value()) {
        over_ = true;
        return invalid("a bracket or quotation mark is opened and never closed");
    }
    item = text_.substr(from, at_ - from);
    return true;
}

void JsonItems::pass_space()
{
    while (here() == ' ' || here() == '\n' || here() == '\r' || here() == '\t')
        ++at_;
}

// What follows the array: in an object more members, then nothing.
bool JsonItems::pass_rest()
{
    pass_space();
    while (in_object_ && here() == ',') {
        ++at_;
        std::string_view key;
        if (!pass_key(key) || !pass_value())
            return false;
        pass_space();
    }
    if (in_object_) {
        if (here() != '}')
            return false;
        ++at_;
        pass_space();
    }
    return at_ == text_.size();
}

bool JsonItems::pass_key(std::string_view& key)
{
    pass_space();
    auto const from = at_;
    if (here() != '"' || !pass_string())
        return false;
    key = text_.substr(from + 1, at_ - from - 2);
    pass_space();
    if (here() != ':')
        return false;
    ++at_;
    pass_space();
    return true;
}

bool JsonItems::pass_string()
{
    for (++at_; at_ < text_.size(); ++at_) {
        at_ = text_.find_first_of("\"\\", at_);
        if (at_ == std::string_view::npos)
            break;
        if (text_[at_] == '"') {
            ++at_;
            return true;
        }
        ++at_; // what a backslash stands before
    }
    at_ = text_.size();
    return false;
}

// A string, a number or word, or all between a bracket and the one that closes it.
bool JsonItems::pass_value()
{
    pass_space();
    if (here() == '"')
        return pass_string();
    if (here() != '{' && here() != '[') {
        auto const from = at_;
        at_ = std::min(text_.find_first_of(",]} \n\r\t", at_), text_.size());
        return at_ > from;
    }
    std::size_t depth = 0;
    while (at_ < text_.size()) {
        at_ = text_.find_first_of("\"[]{}", at_);
        if (at_ == std::string_view::npos)
            break;
        auto const mark = text_[at_];
        if (mark == '"') {
            if (!pass_string())
                return false;
            continue;
        }
        ++at_;
        depth += mark == '[' || mark == '{' ? 1U : 0U;
        if (mark == ']' || mark == '}')
            if (--depth == 0)
                return true;
    }
    at_ = text_.size();
    return false;
}

} // namespace kith::directory
