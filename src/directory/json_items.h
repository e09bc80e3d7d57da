// SPDX-License-Identifier: MIT
#pragma once

// The items of one long array in a JSON document, one at a time, as text: so that a document of any
// length is never built as a tree. The array stands at the top, or under a named key of the object
// at the top.
//
// Cost     one pass; an item is a view of the document.
// Errors   `invalid` where brackets or quotation marks do not close. What stands inside an item is
//          for its reader to judge.

#include "base/result.h"
#include <string_view>

namespace kith::directory {

class JsonItems {
public:
    // `key` is looked for if the document is an object. The document is borrowed.
    JsonItems(std::string_view document, std::string_view key);
    [[nodiscard]] bool found() const { return found_; }
    [[nodiscard]] Result<bool> next(std::string_view& item); // false at the document's good end

private:
    void pass_space();
    [[nodiscard]] bool pass_value();
    [[nodiscard]] bool pass_string();
    [[nodiscard]] bool pass_key(std::string_view& key);
    [[nodiscard]] bool pass_rest();
    [[nodiscard]] char here() const { return at_ < text_.size() ? text_[at_] : '\0'; }

    std::string_view text_;
    std::size_t at_ = 0;
    bool in_object_ = false;
    bool found_ = false;
    bool first_ = true;
    bool over_ = false;
};

} // namespace kith::directory
