#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

/// What the texts and ids of a card must look like; questions/schema/card.schema.json says the same with
/// patterns.
namespace sp::bank {

inline constexpr std::size_t kMaxText = 20'000;  ///< characters
inline constexpr std::size_t kMaxLine = 300;     ///< characters

bool is_slug(std::string_view text);            ///< "switch-interval", at most 40 characters
bool is_scenario_id(std::string_view text);     ///< "S01"
bool is_card_id(std::string_view text);         ///< "C02", at most 16 characters
bool is_sub_id(std::string_view text);          ///< "C02-switch-interval", at most 60 characters
bool is_curriculum_id(std::string_view text);   ///< "C02", "C02F1", at most 16 characters
bool is_python_version(std::string_view text);  ///< "3.9", "3.13"
bool is_name(std::string_view text);            ///< "chunk_size", at most 24 characters
bool is_phrase(std::string_view text);          ///< "thread pool", "c++": lower case, at most 60 characters
bool is_https_address(std::string_view text);   ///< host with a dot, no port, no user; at most 500 characters

/// Code points of UTF-8 text.
std::size_t character_count(std::string_view text);
bool is_blank(std::string_view text);  ///< empty or only blanks and line breaks
/// Whether a control character other than tab and line break stands in it.
bool has_control_character(std::string_view text);
/// Lines, the last of which may lack its end; none for an empty text.
std::vector<std::string_view> lines_of(std::string_view text);
/// Whether two programs print the same to the eye: lines without the blanks at their ends, and without empty
/// lines at the end of all.
bool same_output(std::string_view a, std::string_view b);
/// "all of the above" and its kin, which make no sense once options are shuffled.
bool refers_to_other_options(std::string_view text);

}  // namespace sp::bank
