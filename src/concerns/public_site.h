// SPDX-License-Identifier: MIT
#pragma once

// The public side of concerns: anyone tells us what worries them, without signing in, and later
// reads the reply with their receipt.
//
// It runs in a process of its own, with no database. A report is sealed to the hub's key and is on
// the disk before the receipt is shown; the draft travels in the page, sealed with this process's
// own key, so nothing is stored on the device and sending twice shows the same receipt. A reply is
// opened only while somebody holds out the receipt. Pages never vary with what is held.
//
// Who asks too often is told so (429), with all that they typed: public_limits.h.
//
// Cost     a receipt costs one Argon2id (0.15 s, 64 MiB); at most four run at once, others wait
//          and are then asked to press the button again.
// Threads  shared by all workers.

#include "concerns/post.h"
#include "concerns/public_limits.h"
#include "concerns/receipt.h"
#include "platform/forms/forms.h"
#include "platform/html/templates.h"
#include "platform/http/router.h"
#include "platform/words/catalogue.h"
#include <memory>
#include <semaphore>
#include <string>

namespace kith::concerns {

// What all may know, written by the hub into DATA/public/site.json.
struct SiteFacts {
    std::string hub_key; // 32 bytes
    struct Contact {
        std::string name;
        std::string number;
        std::string hours;
    };
    std::vector<Contact> contacts = {};
    std::string leave_to = {}; // where "Leave this page" goes; empty: our own plain page
    std::string banner = {};   // "an invented place", in demonstrations
    std::vector<Date> bank_holidays = {};
};
[[nodiscard]] std::string write(SiteFacts const& facts);
[[nodiscard]] Result<SiteFacts> read_site_facts(std::string_view json);

// At most so many at once; whoever finds it full is asked to come again.
class Turnstile {
public:
    explicit Turnstile(int at_once) : places_(at_once) { }
    class Place {
    public:
        explicit Place(Turnstile* turnstile) : turnstile_(turnstile) { }
        Place(Place&& other) noexcept : turnstile_(std::exchange(other.turnstile_, nullptr)) { }
        Place(Place const&) = delete;
        Place& operator=(Place const&) = delete;
        Place& operator=(Place&&) = delete;
        ~Place()
        {
            if (turnstile_)
                turnstile_->places_.release();
        }
        explicit operator bool() const { return turnstile_ != nullptr; }

    private:
        Turnstile* turnstile_;
    };
    [[nodiscard]] Place enter(std::chrono::milliseconds patience)
    {
        return Place(places_.try_acquire_for(patience) ? this : nullptr);
    }

private:
    std::counting_semaphore<64> places_;
};

struct PublicSite {
    html::Templates const& templates;
    words::Catalogue const& words;
    forms::Forms const& forms;
    Clock const& clock;
    Post post;
    std::filesystem::path site_file; // DATA/public/site.json, read anew for each page that needs it
    std::string own_key;             // 32 bytes
    std::unique_ptr<PublicLimits> limits;
    std::unique_ptr<Turnstile> turnstile = std::make_unique<Turnstile>(4);
};

// Pages that may bring a picture with them, and the largest that is taken.
[[nodiscard]] bool takes_pictures(std::string_view path);
inline constexpr std::uint64_t most_of_a_picture = 20UL * 1024 * 1024;

// 16 bytes of the public side's own key, with which receipts open boxes there.
[[nodiscard]] std::string site_salt(std::string_view own_key);

void add_public_routes(http::Router& router, PublicSite const& site);

} // namespace kith::concerns
