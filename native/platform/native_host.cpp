#include "native/platform/native_host.h"

#include <algorithm>
#include <thread>

namespace sp::native {
namespace {

// Far more than any demo profits from, far fewer than a default limit on threads of a process.
constexpr int kMaxThreads = 256;

}  // namespace

int NativeHost::cores() const {
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

int NativeHost::max_threads() const {
  return kMaxThreads;
}

}  // namespace sp::native
