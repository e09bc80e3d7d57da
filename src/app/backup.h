// SPDX-License-Identifier: MIT
#pragma once

// `kith backup` and `kith restore`: one file that holds a whole Kith save its secrets.
//
// The file is an SQLite database under the folder's own cipher, of SQLite and PostgreSQL alike: the
// same tables and rows, as they stand at one moment, and beside them the files of DATA that belong
// to them (checkpoints, overlay, letters that wait, replies that are laid out). So a copy is proven
// without any server, and can be brought back to either database.
//
// The master key, the public halves beside it and the public side's own key are never within
// (decisions.md 17).
//
// Errors   Refused, with what to do. A file that is damaged, or another folder's, is told and
//          answers 1.

#include "app/folder.h"

namespace kith::app {

int backup(Settings const& settings, std::filesystem::path const& file);
int verify_backup(Settings const& settings, std::filesystem::path const& file);
// Into a folder, and a database, that hold no Kith yet; the keys must be there already.
int restore(Settings const& settings, std::filesystem::path const& file);

} // namespace kith::app
