// SPDX-License-Identifier: MIT
#pragma once

// How the invented people act in the room of concerns: each act through its front door, at the
// moment that the clock shows, by whoever the story says. What they do with cases is casework.h's.
//
// Errors   what the room refuses is our error: std::logic_error with story, act and reason.

#include "invented/casework.h"
#include "invented/invented.h"
#include "invented/later.h"
#include "invented/tale.h"
#include "invented/town.h"
#include <map>
#include <set>
#include <string>
#include <vector>

namespace kith::invented {

// The boxes of those who tell in public: of a receipt where it is to be shown, else of a key pair
// that nobody holds.
struct Boxes {
    std::map<std::string, concerns::Box> by_concern = {}; // by "story/concern"
    std::vector<ShownReceipt> receipts = {};
};
[[nodiscard]] Boxes make_boxes(Invented const& invented, std::vector<Story> const& stories);
[[nodiscard]] std::string key_of(Story const& story, Act const& act); // "story/concern"

class Acting {
public:
    Acting(Invented const& invented, Town const& town, Boxes const& boxes, Later later)
        : invented_(invented), town_(town), boxes_(boxes), later_(std::move(later))
    {
    }
    // What comes of it later, in no order.
    [[nodiscard]] std::vector<TimedAct> act(Story const& story, Act const& act, Told& told);

private:
    struct Raised {
        ConcernId id;
        std::string box = {};                 // of public ones
        PartnerRequestId partners_asked = {}; // the last time
        std::set<std::string> names = {};     // of whom and what it is linked to
    };

    [[nodiscard]] std::vector<TimedAct> carry_out(Story const& story, Act const& act, Told& told);
    void report(std::string const& key, Act const& act);
    void raise(std::string const& key, Act const& act);
    void link_named(std::string const& key, Act const& act);
    void weigh(std::string const& key, Act const& act);
    void write(std::string const& key, Act const& act);
    void ask_partners(std::string const& key, Act const& act);
    void tell_what_is_known(std::string const& key, Act const& act);
    void ask_again(std::string const& key, Act const& act);
    void open_to(std::string const& key, Act const& act);
    void send_item(std::string const& key, Act const& act);
    void drop_item(concerns::Item const& item);
    [[nodiscard]] std::vector<TimedAct> opened_by(std::string const& key);
    template <class Body>
    auto as(std::string const& actor, Body const& body)
    {
        return enter_as(invented_, account_of(town_, actor), actor, body);
    }

    Invented const& invented_;
    Town const& town_;
    Boxes const& boxes_;
    Later later_;
    std::map<std::string, Raised> raised_ = {};
    std::vector<KnownOf> known_ = {}; // of those whom stories name
    Casework::Known recorded_ = {};   // people and places, by the name first given
    std::set<CaseId> seen_open_ = {};
    Casework casework_{invented_, town_, recorded_};
};

} // namespace kith::invented
