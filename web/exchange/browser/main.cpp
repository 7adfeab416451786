// exchange.wasm: what web/page/exchange-worker.mjs calls.

#include <cstddef>
#include <string>

#include <emscripten/emscripten.h>

#include "web/exchange/service.h"

extern "C" {

/// serve(), with texts as UTF-8 of a known length. The answer is zero-terminated and stays until the next
/// call.
EMSCRIPTEN_KEEPALIVE const char* sp_exchange(const char* bundle, std::size_t bundle_size, const char* request,
                                             std::size_t request_size) {
  static std::string answer;
  answer = sp::exchange::serve({bundle, bundle_size}, {request, request_size});
  return answer.c_str();
}
}
