#include "engine/demos/run.h"

#include <cassert>
#include <exception>
#include <thread>
#include <utility>

#include "engine/base/errors.h"
#include "engine/base/mutex.h"
#include "engine/sync/context.h"
#include "engine/trace/recorder.h"

namespace sp::demos {

std::string_view run_state_name(RunState state) {
  switch (state) {
    case RunState::running:
      return "running";
    case RunState::completed:
      return "completed";
    case RunState::cancelled:
      return "cancelled";
    case RunState::failed:
      return "failed";
  }
  return "";
}

RunReport run_now(const RunRequest& request, Host& host, Clock& clock, StopToken stop,
                  ProgressSink progress) {
  const Demo& demo = *request.demo;
  RunReport report;
  report.request = request;
  trace::Recorder recorder(clock);
  const sync::ContextScope scope({&clock, stop, {}});
  Context context({demo.info, request.parameters, request.variants, recorder, clock, stop, host, request.seed,
                   std::move(progress)});
  const Nanos begin = clock.now();
  try {
    report.result = demo.run(context);
    report.state = RunState::completed;
  } catch (const Stopped&) {
    report.state = RunState::cancelled;
  } catch (const std::exception& error) {
    report.state = RunState::failed;
    report.error = error.what();
  }
  report.elapsed = clock.now() - begin;
  report.trace = recorder.finish();
  return report;
}

// What the run's thread and the screen's share.
struct Run::Shared {
  // Constant.
  RunRequest request;
  // Synchronises itself.
  StopSource stop;

  Mutex mutex;
  RunState state SP_GUARDED_BY(mutex) = RunState::running;
  Progress progress SP_GUARDED_BY(mutex);
  RunReport report SP_GUARDED_BY(mutex);

  // The screen's alone.
  std::thread thread;

  void work(Host& host, const std::function<void()>& on_change) {
    auto ended =
        run_now(request, host, real_clock(), stop.get_token(), [&](double fraction, std::string_view what) {
          {
            const MutexLock lock(mutex);
            progress = {fraction, std::string(what)};
          }
          on_change();
        });
    {
      const MutexLock lock(mutex);
      state = ended.state;
      report = std::move(ended);
    }
    on_change();
  }
};

Run::Run(RunRequest request, Host& host, std::function<void()> on_change)
    : shared_(std::make_unique<Shared>()) {
  shared_->request = std::move(request);
  shared_->thread = std::thread(
      [shared = shared_.get(), &host, on_change = std::move(on_change)] { shared->work(host, on_change); });
}

Run::~Run() {
  cancel();
  if (shared_->thread.joinable()) shared_->thread.join();
}

const RunRequest& Run::request() const {
  return shared_->request;
}

RunState Run::state() const {
  const MutexLock lock(shared_->mutex);
  return shared_->state;
}

Run::Progress Run::progress() const {
  const MutexLock lock(shared_->mutex);
  return shared_->progress;
}

void Run::cancel() {
  shared_->stop.request_stop();
}

RunReport Run::take_report() {
  assert(ended() && "the report is there only once the run has ended");
  // The thread has nothing left to do but to return, so this does not wait.
  if (shared_->thread.joinable()) shared_->thread.join();
  const MutexLock lock(shared_->mutex);
  return std::move(shared_->report);
}

}  // namespace sp::demos
