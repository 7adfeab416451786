#include "engine/demos/context.h"

#include <algorithm>
#include <utility>

#include "engine/base/errors.h"
#include "engine/sync/context.h"
#include "engine/trace/current.h"

namespace sp::demos {

Context::Context(Parts parts) : parts_(std::move(parts)), rng_(parts_.seed) {}

bool Context::wants(std::string_view variant) const {
  return std::find(parts_.variants.begin(), parts_.variants.end(), variant) != parts_.variants.end();
}

void Context::each_variant(const std::function<void(const Variant&)>& body) {
  const double begin = share_begin_;
  const double size = share_size_ / static_cast<double>(parts_.variants.size());
  double done = begin;
  for (const auto& variant : parts_.info.variants) {
    if (!wants(variant.id)) continue;
    share_begin_ = done;
    share_size_ = size;
    progress(0, variant.label);
    on_main_lane(variant.label, [&] { body(variant); });
    done += size;
  }
  share_begin_ = done;
  share_size_ = 0;
}

void Context::on_main_lane(const std::string& group, const std::function<void()>& body) {
  auto& recorder = parts_.recorder;
  const sync::ContextScope scope({&parts_.clock, parts_.stop, group});
  const trace::CurrentLane lane(recorder, recorder.add_lane(trace::LaneKind::thread, "main", group));
  trace::emit(trace::Kind::lane_start);
  trace::set_state(trace::Kind::state_running);
  // The lane ends on every way out, so that a cancelled run's trace is still whole.
  struct End {
    ~End() { trace::emit(trace::Kind::lane_end); }
  } end;
  body();
}

void Context::progress(double fraction, std::string_view what) {
  if (parts_.stop.stop_requested()) throw Stopped();
  if (!parts_.progress) return;
  parts_.progress(share_begin_ + share_size_ * std::clamp(fraction, 0.0, 1.0), what);
  if (const Nanos drawing = parts_.host.drawing_time(); drawing > 0) sync::sleep(drawing);
}

}  // namespace sp::demos
