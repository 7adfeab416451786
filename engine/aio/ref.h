#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

namespace sp::aio::detail {

/// What an event loop keeps track of: callbacks, timers, futures, tasks. Lives as long as a Ref to it does.
/// The count is not atomic: an object and all its Refs belong to the loop's thread. An object may be made on
/// another thread and its only Ref moved to the loop's.
class LoopObject {
 public:
  LoopObject(const LoopObject&) = delete;
  LoopObject& operator=(const LoopObject&) = delete;

  /// Its turn in the ready queue has come. Throws nothing but Stopped.
  virtual void run() = 0;
  /// It was put into the ready queue because something it waited for is done. Only called while the loop is
  /// being traced.
  virtual void woken() {}

  void keep() noexcept { ++references_; }
  void drop() noexcept {
    if (--references_ == 0) delete this;
  }
  std::uint32_t references() const noexcept { return references_; }

 protected:
  LoopObject() = default;
  virtual ~LoopObject() = default;

 private:
  std::uint32_t references_ = 0;
};

/// A counted pointer to a LoopObject, or null.
template <class T>
class Ref {
 public:
  Ref() = default;
  Ref(std::nullptr_t) {}
  explicit Ref(T* object) noexcept : object_(object) {
    if (object_ != nullptr) object_->keep();
  }
  Ref(const Ref& other) noexcept : Ref(other.object_) {}
  Ref(Ref&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
  template <class U>
    requires(!std::is_same_v<U, T> && std::is_convertible_v<U*, T*>)
  Ref(Ref<U> other) noexcept : object_(other.detach()) {}
  Ref& operator=(Ref other) noexcept {
    std::swap(object_, other.object_);
    return *this;
  }
  ~Ref() {
    if (object_ != nullptr) object_->drop();
  }

  T* get() const noexcept { return object_; }
  T& operator*() const noexcept { return *object_; }
  T* operator->() const noexcept { return object_; }
  explicit operator bool() const noexcept { return object_ != nullptr; }
  friend bool operator==(const Ref&, const Ref&) = default;

  /// Gives the object away with its count: adopt() takes it back.
  T* detach() noexcept { return std::exchange(object_, nullptr); }
  static Ref adopt(T* object) noexcept {
    Ref ref;
    ref.object_ = object;
    return ref;
  }

 private:
  T* object_ = nullptr;
};

template <class T, class... Args>
Ref<T> make_ref(Args&&... args) {
  return Ref<T>(new T(std::forward<Args>(args)...));
}

}  // namespace sp::aio::detail
