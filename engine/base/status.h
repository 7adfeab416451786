#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace sp {

/// What went wrong with something that came from outside (a file, JSON, an argument).
/// `where` is the exact place ("questions/gil/C02.json:14:7", "threads"), `what` says what was expected, what
/// was found and, where it helps, what to do. A mistake of the calling code is asserted instead.
struct Error {
  std::string where;
  std::string what;

  friend bool operator==(const Error&, const Error&) = default;
};

/// "where: what", or only `what` when there is no place.
inline std::string to_string(const Error& error) {
  return error.where.empty() ? error.what : error.where + ": " + error.what;
}

/// A T or an Error. Both convert implicitly, so that a function can `return value;` or `return Error{where,
/// what};`. value() and error() assert that the right one is held. No thread may use a Result while another
/// changes it.
template <class T>
class [[nodiscard]] Result {
 public:
  using value_type = T;

  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return ok(); }

  T& value() & { return held(); }
  const T& value() const& { return const_cast<Result*>(this)->held(); }
  T&& value() && { return std::move(held()); }
  T& operator*() & { return held(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &held(); }
  const T* operator->() const { return &value(); }

  const Error& error() const& {
    assert(!ok());
    return *std::get_if<1>(&state_);
  }
  Error&& error() && {
    assert(!ok());
    return std::move(*std::get_if<1>(&state_));
  }

  T value_or(T fallback) const& { return ok() ? value() : std::move(fallback); }

 private:
  T& held() {
    assert(ok());
    return *std::get_if<0>(&state_);
  }

  std::variant<T, Error> state_;
};

/// Success or an Error: `Status f() { if (bad) return Error{...}; return {}; }`.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : failed_(true), error_(std::move(error)) {}

  bool ok() const noexcept { return !failed_; }
  explicit operator bool() const noexcept { return ok(); }
  const Error& error() const& {
    assert(failed_);
    return error_;
  }

 private:
  bool failed_ = false;
  Error error_;
};

using Status = Result<void>;

}  // namespace sp
