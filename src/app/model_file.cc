// SPDX-License-Identifier: MIT
#include "app/model_file.h"
#include "app/folder.h"
#include <fmt/format.h>

namespace kith::app {

linkage::SavedModel read_model(std::string_view text, std::string const& name)
{
    auto model = linkage::read_model(text);
    if (!model)
        throw Refused(
            fmt::format("{} is no model that kith link wrote: {}", name, model.error().words.key),
            1);
    return std::move(model).value();
}

} // namespace kith::app
