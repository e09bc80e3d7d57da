// SPDX-License-Identifier: MIT
// A file that somebody sent as an archive: it is listed within its limits, or refused; what is
// listed can be taken out, and is what was listed.
#include "platform/documents/archive.h"
#include <sodium.h>

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* bytes, std::size_t size)
{
    using namespace kith;
    documents::ArchiveCaps caps;
    caps.most_members = 50;
    caps.most_unpacked = 4UL * 1024 * 1024;
    caps.most_of_one = caps.most_unpacked;
    std::string_view const sent(reinterpret_cast<char const*>(bytes), size);
    auto const listed = documents::list_archive(sent, caps);
    if (!listed.members)
        return 0;
    std::uint64_t in_all = 0;
    for (std::size_t i = 0; i < listed.members->size(); ++i) {
        auto const& member = (*listed.members)[i];
        must(documents::is_good_member_name(member.name), "no name leads elsewhere");
        auto const taken = documents::take_out(sent, caps, i);
        must(taken.bytes && taken.bytes->size() == member.size, "what is listed is there");
        std::string hash(crypto_hash_sha256_BYTES, '\0');
        crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()),
            reinterpret_cast<unsigned char const*>(taken.bytes->data()), taken.bytes->size());
        must(hash == member.sha256, "and is the same");
        in_all += member.size;
    }
    must(in_all <= caps.most_unpacked && listed.members->size() <= caps.most_members,
        "no more than may be");
    return 0;
}
