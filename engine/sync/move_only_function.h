#pragma once

#include <cassert>
#include <cstddef>
#include <functional>
#include <new>
#include <type_traits>
#include <utility>

namespace sp::sync {

template <class Signature>
class MoveOnlyFunction;

/// A callable that can be moved and not copied, so that it may own what cannot be copied
/// (std::move_only_function of C++23). Callables up to kInlineSize bytes that move without throwing are kept
/// inside; larger ones on the heap. Empty when default-made or moved from; calling an empty one is asserted.
/// Destroying it destroys the callable, whether it was called or not.
template <class R, class... Args>
class MoveOnlyFunction<R(Args...)> {
 public:
  static constexpr std::size_t kInlineSize = 48;

  MoveOnlyFunction() noexcept = default;

  template <class F>
    requires(!std::is_same_v<std::remove_cvref_t<F>, MoveOnlyFunction> &&
             std::is_invocable_r_v<R, std::decay_t<F>&, Args...>)
  MoveOnlyFunction(F&& fn) {
    using Callable = std::decay_t<F>;
    if constexpr (fits_inline<Callable>) {
      ::new (static_cast<void*>(storage_)) Callable(std::forward<F>(fn));
      ops_ = &kInlineOps<Callable>;
    } else {
      ::new (static_cast<void*>(storage_)) Callable*(new Callable(std::forward<F>(fn)));
      ops_ = &kHeapOps<Callable>;
    }
  }

  MoveOnlyFunction(MoveOnlyFunction&& other) noexcept { take(other); }
  MoveOnlyFunction& operator=(MoveOnlyFunction&& other) noexcept {
    if (this != &other) {
      reset();
      take(other);
    }
    return *this;
  }
  ~MoveOnlyFunction() { reset(); }

  explicit operator bool() const noexcept { return ops_ != nullptr; }

  R operator()(Args... args) {
    assert(ops_ != nullptr);
    return ops_->call(storage_, std::forward<Args>(args)...);
  }

 private:
  struct Ops {
    R (*call)(void* storage, Args&&... args);
    void (*move)(void* from, void* to) noexcept;  ///< leaves nothing to destroy in `from`
    void (*destroy)(void* storage) noexcept;
  };

  template <class Callable>
  static constexpr bool fits_inline =
      sizeof(Callable) <= kInlineSize && alignof(Callable) <= alignof(std::max_align_t) &&
      std::is_nothrow_move_constructible_v<Callable>;

  template <class Callable>
  static constexpr Ops kInlineOps{
      [](void* storage, Args&&... args) -> R {
        return std::invoke(*std::launder(static_cast<Callable*>(storage)), std::forward<Args>(args)...);
      },
      [](void* from, void* to) noexcept {
        Callable* callable = std::launder(static_cast<Callable*>(from));
        ::new (to) Callable(std::move(*callable));
        callable->~Callable();
      },
      [](void* storage) noexcept { std::launder(static_cast<Callable*>(storage))->~Callable(); }};

  template <class Callable>
  static constexpr Ops kHeapOps{
      [](void* storage, Args&&... args) -> R {
        return std::invoke(**std::launder(static_cast<Callable**>(storage)), std::forward<Args>(args)...);
      },
      [](void* from, void* to) noexcept {
        ::new (to) Callable*(*std::launder(static_cast<Callable**>(from)));
      },
      [](void* storage) noexcept { delete *std::launder(static_cast<Callable**>(storage)); }};

  void take(MoveOnlyFunction& other) noexcept {
    ops_ = std::exchange(other.ops_, nullptr);
    if (ops_ != nullptr) ops_->move(other.storage_, storage_);
  }

  void reset() noexcept {
    if (const Ops* ops = std::exchange(ops_, nullptr); ops != nullptr) ops->destroy(storage_);
  }

  const Ops* ops_ = nullptr;  ///< null: empty, storage_ holds nothing
  alignas(std::max_align_t) std::byte storage_[kInlineSize];
};

}  // namespace sp::sync
