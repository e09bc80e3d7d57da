// SPDX-License-Identifier: MIT
#include "platform/html/json_text.h"
#include <cmath>
#include <stdexcept>

namespace kith::html {

namespace {
    class JsonWriter {
    public:
        explicit JsonWriter(int indent) : indent_(indent) { }

        void write(Value const& value)
        {
            if (text_.size() > (32U << 20U))
                throw std::length_error("a text grew beyond 32 MiB");
            if (value.is_text())
                quote(value.view());
            else if (value.is_array())
                list(value);
            else if (value.is_object())
                object(value);
            else if (value.is_absent() || value.is_callable()
                || (value.is_number() && !std::isfinite(value.number())))
                text_ += "null";
            else
                text_ += value.text();
        }

        std::string text_;

    private:
        void line()
        {
            if (indent_ > 0)
                text_ += "\n" + std::string(static_cast<std::size_t>(indent_ * level_), ' ');
        }

        void list(Value const& value)
        {
            text_ += '[';
            ++level_;
            for (auto first = true; auto const& item : value.items()) {
                text_ += first ? "" : ",";
                first = false;
                line();
                write(item);
            }
            --level_;
            if (value.size() > 0)
                line();
            text_ += ']';
        }

        void object(Value const& value)
        {
            text_ += '{';
            ++level_;
            auto first = true;
            for (auto const& [key, item] : value.entries()) {
                if (item.is_undefined() || item.is_callable())
                    continue;
                text_ += first ? "" : ",";
                first = false;
                line();
                quote(key);
                text_ += indent_ > 0 ? ": " : ":";
                write(item);
            }
            --level_;
            if (!first)
                line();
            text_ += '}';
        }

        void quote(std::string_view text)
        {
            static constexpr std::string_view hex = "0123456789abcdef";
            text_ += '"';
            for (auto const c : text) {
                auto const byte = static_cast<unsigned char>(c);
                if (c == '"' || c == '\\')
                    (text_ += '\\') += c;
                else if (c == '\n' || c == '\r' || c == '\t' || c == '\b' || c == '\f')
                    (text_ += '\\') += c == '\n' ? 'n'
                        : c == '\r'              ? 'r'
                        : c == '\t'              ? 't'
                        : c == '\b'              ? 'b'
                                                 : 'f';
                else if (byte < 0x20)
                    ((text_ += "\\u00") += hex[byte >> 4U]) += hex[byte & 15U];
                else
                    text_ += c;
            }
            text_ += '"';
        }

        int indent_;
        int level_ = 0;
    };
} // namespace

std::string json_text(Value const& value, int indent)
{
    JsonWriter writer(indent);
    writer.write(value);
    return std::move(writer.text_);
}

} // namespace kith::html
