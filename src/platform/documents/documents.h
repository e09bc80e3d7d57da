// SPDX-License-Identifier: MIT
#pragma once

// The front door of documents: files that people send, and pictures of them that staff see.
//
//   take_files(room, visit, form, sent, subject)  keeps what a form was sent, before it is read
//   claim(change, attachment, thing)              the file hangs on that record from now on
//   shown(connection, attachment)                 is there a picture of it to be seen, and how
//   large room.holders["person"] = {...}                who may see what hangs on a record of that
//   kind file_named(visit, room)                       for a form's page: what a kept file is
//   called
//
// A file is kept before the record that names it is saved, sealed with the key of whom it is about,
// so that a form that is refused need not be sent its files again; what no record claims is gone
// after a day.
//
// Cost     a process of its own for each file (apart.h): routes that take one are Lane::slow. Of a
//          file's bytes a megabyte is in this process at a time, whatever its size.
// Threads  filled before the server starts, then shared.

#include "platform/access/house.h"
#include "platform/access/visit.h"
#include "platform/documents/apart.h"
#include "platform/documents/scanner.h"
#include "platform/documents/settings.h"
#include "platform/forms/forms.h"
#include "platform/forms/view.h"
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::documents {

using access::Change;
using access::Visit;

// What a room says of its records: by which facts this visit may read the one that a file hangs on;
// nothing if it may not know it, or the file hangs there no more. `keep_act` is the act of whoever
// keeps the record.
struct Holder {
    std::function<std::optional<access::Facts>(Visit const&, Thing const&, AttachmentId)> sees;
    std::string keep_act = "change";
};

struct Documents {
    access::Pages const& pages;
    forms::Forms const& forms; // of rooms that take files
    words::Catalogue const& words;
    std::function<std::string(db::Connection&, AccountId)> name_of; // as colleagues see it
    Settings settings = {};
    Apart apart = own_program();
    std::map<std::string, Holder, std::less<>> holders = {}; // by the kind of thing
};

void join(House& house, Documents& room);

// Keeps each file that came for a `file` question of the form, and puts its id in place of the
// answer; what was kept before stands unless another came. Errors have the question's id.
struct Taken {
    http::FormData sent = {};
    std::vector<Error> errors = {};
};
[[nodiscard]] Taken take_files(Documents const& room, Visit const& visit, forms::Form const& form,
    http::FormData const& sent, Thing const& subject);
// The form as it was sent, with what was wrong with its files in place of "choose one".
[[nodiscard]] forms::Reading read(forms::Form const& form, Taken const& taken);
[[nodiscard]] Result<AttachmentId> keep(Documents const& room, Visit const& visit,
    http::Upload const& upload, Thing const& subject, std::string const& field);

// `invalid` unless the visitor sent it for that subject and it hangs on nothing yet.
[[nodiscard]] Done claim(Change& change, AttachmentId attachment, Thing const& subject,
    Thing const& on, std::string const& field);

// "face.jpg, 2.1 MB", of a file that this visitor sent and that nothing claimed yet.
[[nodiscard]] std::function<std::string(std::string_view)> file_named(Visit const& visit);

// Where its pictures are, for whoever may read what it hangs on.
[[nodiscard]] std::string picture_path(AttachmentId attachment);
[[nodiscard]] std::string small_picture_path(AttachmentId attachment);
[[nodiscard]] std::string file_path(AttachmentId attachment); // what can be done with it

// What a page may say of a file of its record. Decides nothing: whoever asks has decided.
enum class Standing { shown, waits, refused, quarantined };
// Why a page shows no picture, as a sentence; "" where it shows one.
[[nodiscard]] std::string_view not_shown(Standing standing);
struct Shown {
    Standing standing = Standing::waits;
    int width = 0;
    int height = 0;
};
[[nodiscard]] Shown shown(db::Connection& connection, AttachmentId attachment);

// How many files wait for the one police role, as this visit may know.
[[nodiscard]] std::size_t waiting_for_police(Visit const& visit);

} // namespace kith::documents
