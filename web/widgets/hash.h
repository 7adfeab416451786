#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace sp::ui {

/// 64-bit hash for keys of caches and for telling frames apart; not for hostile keys. Same on every
/// little-endian platform.
class Hasher {
 public:
  template <class T>
    requires std::is_arithmetic_v<T> || std::is_enum_v<T>
  void value(T v) {
    std::uint64_t word = 0;
    std::memcpy(&word, &v, sizeof v);
    mix(word);
  }

  void text(std::string_view s) {
    mix(s.size());
    while (s.size() >= sizeof(std::uint64_t)) {
      std::uint64_t word = 0;
      std::memcpy(&word, s.data(), sizeof word);
      mix(word);
      s.remove_prefix(sizeof word);
    }
    if (s.empty()) return;
    std::uint64_t word = 0;
    std::memcpy(&word, s.data(), s.size());
    mix(word);
  }

  std::uint64_t result() const { return finish(state_); }

 private:
  static constexpr std::uint64_t finish(std::uint64_t z) {  // the finaliser of splitmix64
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  void mix(std::uint64_t word) {
    state_ = (state_ ^ word) * 0x9E3779B97F4A7C15u;
    state_ ^= state_ >> 32;
  }

  std::uint64_t state_ = 0x5370756E6B746F79u;
};

}  // namespace sp::ui
