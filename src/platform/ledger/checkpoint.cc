// SPDX-License-Identifier: MIT
#include "platform/ledger/checkpoint.h"
#include "platform/ledger/key_file.h"
#include <algorithm>
#include <charconv>
#include <fmt/core.h>
#include <fstream>
#include <sodium.h>
#include <stdexcept>
#include <system_error>

namespace kith::ledger {
namespace {

    constexpr std::string_view file_ending = ".checkpoint";

    std::string signed_text(Head const& head, Instant at)
    {
        return fmt::format(
            "kith checkpoint\n{}\n{}\n{}\n", head.size, write_hex(head.root), at.write());
    }

    Error not_a_checkpoint(std::filesystem::path const& file)
    {
        return invalid(
            fmt::format("{} is not a checkpoint of Kith, or it is damaged. Take the file "
                        "as it was handed over",
                file.string()));
    }

    std::string without_label(std::string_view line, std::string_view label)
    {
        if (!line.starts_with(label))
            return {};
        return read_hex(line.substr(label.size())).value_or("");
    }

    std::vector<std::filesystem::path> checkpoints_in(std::filesystem::path const& folder)
    {
        std::vector<std::filesystem::path> files;
        std::error_code none;
        for (auto const& file : std::filesystem::directory_iterator(folder, none))
            if (file.path().extension() == file_ending)
                files.push_back(file.path());
        std::sort(files.begin(), files.end());
        return files;
    }

    // 000000001234-2026-03-29T004000Z.checkpoint: names sort as the ledger grew.
    std::string name_of(Checkpoint const& checkpoint)
    {
        auto const at = checkpoint.at.write();
        return fmt::format("{:012}-{}T{}{}{}Z{}", checkpoint.head.size, at.substr(0, 10),
            at.substr(11, 2), at.substr(14, 2), at.substr(17, 2), file_ending);
    }

    // The day in such a name; nothing for a file that somebody named otherwise.
    std::string day_of(std::filesystem::path const& file)
    {
        auto const name = file.filename().string();
        return name.size() == 42 ? name.substr(13, 10) : std::string();
    }

} // namespace

Checkpoint sign(Head const& head, Instant at, Keys const& keys)
{
    return {head, at, keys.sign(signed_text(head, at)), keys.signing_public_key()};
}

bool is_signed(Checkpoint const& checkpoint)
{
    if (checkpoint.signature.size() != crypto_sign_BYTES
        || checkpoint.public_key.size() != crypto_sign_PUBLICKEYBYTES)
        return false;
    auto const text = signed_text(checkpoint.head, checkpoint.at);
    auto const raw = [](std::string const& bytes) {
        return reinterpret_cast<unsigned char const*>(bytes.data());
    };
    return crypto_sign_verify_detached(
               raw(checkpoint.signature), raw(text), text.size(), raw(checkpoint.public_key))
        == 0;
}

void write(Checkpoint const& checkpoint, std::filesystem::path const& file)
{
    if (std::filesystem::exists(file))
        throw std::runtime_error(
            fmt::format("{} is there already. Choose another name", file.string()));
    write_once(file,
        signed_text(checkpoint.head, checkpoint.at)
            + fmt::format("signature {}\nkey {}\n", write_hex(checkpoint.signature),
                write_hex(checkpoint.public_key)));
}

Result<Checkpoint> read_checkpoint(std::filesystem::path const& file)
{
    std::ifstream in(file);
    if (!in)
        return not_found(
            fmt::format("There is no file {}. Give the path of a checkpoint", file.string()));
    std::string title;
    std::string size;
    std::string root;
    std::string at;
    std::string signature;
    std::string key;
    for (auto* line : {&title, &size, &root, &at, &signature, &key})
        std::getline(in, *line);
    Checkpoint checkpoint;
    auto const [end, problem]
        = std::from_chars(size.data(), size.data() + size.size(), checkpoint.head.size);
    auto const hash = hash_of(read_hex(root).value_or(""));
    auto const moment = Instant::read(at);
    if (!in || title != "kith checkpoint" || problem != std::errc{}
        || end != size.data() + size.size() || !hash || !moment)
        return not_a_checkpoint(file);
    checkpoint.head.root = *hash;
    checkpoint.at = *moment;
    checkpoint.signature = without_label(signature, "signature ");
    checkpoint.public_key = without_label(key, "key ");
    if (!is_signed(checkpoint))
        return not_a_checkpoint(file);
    return checkpoint;
}

std::optional<std::filesystem::path> newest_checkpoint(std::filesystem::path const& folder)
{
    auto const files = checkpoints_in(folder);
    if (files.empty())
        return {};
    return files.back();
}

std::optional<std::filesystem::path> keep_checkpoint(
    Head const& head, Instant at, Keys const& keys, std::filesystem::path const& folder)
{
    std::filesystem::create_directories(folder);
    if (auto const newest = newest_checkpoint(folder))
        if (auto const before = read_checkpoint(*newest);
            before.ok() && before->head.size == head.size && before->head.root == head.root)
            return {};
    auto const checkpoint = sign(head, at, keys);
    auto const file = folder / name_of(checkpoint);
    write(checkpoint, file);
    return file;
}

void thin_checkpoints(std::filesystem::path const& folder, Instant now)
{
    auto const kept_whole_from = (now - std::chrono::hours(24)).write().substr(0, 10);
    auto const files = checkpoints_in(folder);
    for (std::size_t file = 0; file + 1 < files.size(); ++file)
        if (!day_of(files[file]).empty() && day_of(files[file]) < kept_whole_from
            && day_of(files[file]) == day_of(files[file + 1]))
            std::filesystem::remove(files[file]);
}

} // namespace kith::ledger
