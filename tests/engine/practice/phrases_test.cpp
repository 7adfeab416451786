#include "engine/practice/phrases.h"

#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace sp::practice {
namespace {

enum class Verdict { said, denied, absent };

std::ostream& operator<<(std::ostream& out, Verdict verdict) {
  return out << (verdict == Verdict::said ? "said" : verdict == Verdict::denied ? "denied" : "absent");
}

/// A phrase, a text, and what becomes of the one in the other.
struct Case {
  std::string phrase;
  std::string text;
  Verdict verdict = Verdict::said;
  std::string words = {};  ///< of the text, where it matters which
};

std::string_view part(std::string_view text, const PhraseMatch& match) {
  return text.substr(match.from, match.to - match.from);
}

void expect(const std::vector<Case>& cases, Denial denial = Denial::before) {
  for (const Case& one : cases) {
    const PhraseMatches found = find_phrases(one.text, std::vector{one.phrase}, denial);
    const Verdict verdict = !found.said.empty()     ? Verdict::said
                            : !found.denied.empty() ? Verdict::denied
                                                    : Verdict::absent;
    EXPECT_EQ(verdict, one.verdict) << one.phrase << " in: " << one.text;
    if (one.words.empty() || verdict == Verdict::absent) continue;
    const PhraseMatch& match = verdict == Verdict::said ? found.said[0] : found.denied[0];
    EXPECT_EQ(part(one.text, match), one.words) << one.phrase << " in: " << one.text;
    EXPECT_EQ(match.negated, verdict == Verdict::denied);
  }
}

constexpr auto kSaid = Verdict::said;
constexpr auto kDenied = Verdict::denied;
constexpr auto kAbsent = Verdict::absent;

TEST(Phrases, AreFoundInEveryFormOfTheirWords) {
  expect({
      {"process pool", "I take a process pool for that.", kSaid, "process pool"},
      {"process pool", "Process pools are the way.", kSaid, "Process pools"},
      {"worker process", "several worker processes share the load", kSaid, "worker processes"},
      {"deliver again", "the broker delivers the job again", kSaid, "delivers the job again"},
      {"isolate", "isolation is what counts", kSaid},
      {"isolated", "isolates the crash", kSaid},
      {"acknowledge late", "it is acknowledged late", kSaid},
      {"late acknowledgement", "late acknowledgment", kSaid},
      {"holds the lock while", "it held the lock while it waited", kSaid},
      {"send again", "it is sent again", kSaid},
      {"run twice", "so a job ran twice", kSaid},
      {"takes the process", "it took the process with it", kSaid},
      {"queue is full", "when queues are full", kSaid},
      {"cache", "results are cached", kSaid},
      {"pickled", "the cost of pickling", kSaid},
      {"cancel the task", "I am cancelling the task", kSaid},
      {"idempotent", "by idempotency", kSaid},
      {"timeout", "TIMEOUT", kSaid},
      {"cafe", "a caf\xC3\xA9", kSaid},
      {"worker", "work is done", kAbsent},
      {"processor", "a process", kAbsent},
      {"contention", "the content", kAbsent},
      {"general", "a generator", kAbsent},
  });
}

TEST(Phrases, ToleratesTyposByTheLengthOfTheWord) {
  expect({
      {"semaphore", "a semaphor limits it", kSaid},
      {"semaphore", "a sempahore limits it", kSaid},
      {"idempotent", "it is idempotant", kSaid},
      {"backpressure", "bakcpressure", kSaid},
      {"multiprocessing", "multiprocesing", kSaid},
      {"multiprocessing", "mutliprocesing", kSaid},
      {"process pool", "a proces pool", kSaid},
      {"queue length", "by queue lenght", kSaid},
      {"thread", "a htread", kSaid},
      {"thread", "many threds", kSaid},
      {"asyncio", "asnycio", kSaid},
      {"serialise", "it is serialized", kSaid},
      {"queue", "a qeueu", kAbsent},
      {"heap", "a help", kAbsent},
      {"lock", "it may block", kAbsent},
      {"block", "a lock", kAbsent},
      {"broker", "a broken line", kAbsent},
      {"each stage", "each state", kAbsent},
      {"lease", "at least", kAbsent},
      {"event", "even so", kAbsent},
      {"unbounded", "bounded", kAbsent},
      {"contention", "a connection", kAbsent},
      {"change", "no charge", kAbsent},
      {"share", "a shard", kAbsent},
      {"await", "it waits", kAbsent},
      {"503", "a 502", kAbsent},
      {"p99", "the p95", kAbsent},
  });
}

TEST(Phrases, ReadNumbersInEverySpelling) {
  expect({
      {"1800000", "that is 1 800 000 stamps", kSaid, "1 800 000"},
      {"1 800 000", "that is 1,800,000 stamps", kSaid, "1,800,000"},
      {"1 800 000", "that is 1800000 stamps", kSaid, "1800000"},
      {"1 800 000", "that is 1_800_000 stamps", kSaid},
      {"1 800 000",
       "that is 1\xC2\xA0"
       "800\xC2\xA0"
       "000 stamps",
       kSaid},
      {"1 800 000", "that is 1.8 million stamps", kSaid, "1.8 million"},
      {"33 000", "33k deliveries", kSaid, "33k"},
      {"33 000", "thirty-three thousand deliveries", kSaid},
      {"15 percent", "15% of it", kSaid, "15%"},
      {"15 percent", "15 % of it", kSaid, "15 %"},
      {"15 percent", "15 per cent of it", kSaid, "15 per cent"},
      {"15 per cent", "fifteen percent", kSaid},
      {"15 percent", "it ends at 15%", kSaid},
      {"30 cores", "thirty cores", kSaid},
      {"two dumps", "2 dumps", kSaid},
      {"5 ms", "5ms", kSaid},
      {"5 ms", "five milliseconds", kSaid},
      {"1.2 seconds", "1.2s each", kSaid},
      {"40 us", "40 \xC2\xB5s", kSaid},
      {"2 gb", "2 GB/s", kSaid},
      {"gigabytes on disk", "20 gigabytes on the disk", kSaid},
      {"100 times 0.3", "100 \xC3\x97 0.3", kSaid},
      {"100 times 0.3", "100*0.3", kSaid},
      {"16 times", "16x", kSaid},
      {"0.38", "in 0.38 s", kSaid},
      {"3.14", "since 3.14", kSaid},
      {"3.1", "since 3.14", kAbsent},
      {"800", "1 800 items", kAbsent},
      {"18", "1 800 items", kAbsent},
      {"30", "300", kAbsent},
      {"15 percent", "15 of them", kAbsent},
      {"1 200", "in 1, 200 or more", kAbsent},
      {"0.6 s", "0.6 per second", kAbsent},
  });
}

TEST(Phrases, ReadNamesTogetherAndApart) {
  expect({
      {"processpoolexecutor", "a ProcessPoolExecutor", kSaid, "ProcessPoolExecutor"},
      {"processpoolexecutor", "a process pool executor", kSaid, "process pool executor"},
      {"process pool executor", "processpoolexecutor", kSaid, "processpoolexecutor"},
      {"process pool", "the ProcessPoolExecutor", kSaid, "ProcessPool"},
      {"run in executor", "loop.run_in_executor(None, f)", kSaid, "run_in_executor"},
      {"run_in_executor", "I run in the executor", kSaid},
      {"to_thread", "asyncio.to_thread", kSaid, "to_thread"},
      {"to_thread", "it goes to threads", kAbsent},
      {"to_thread", "to a new thread", kAbsent},
      {"time.sleep", "a `time.sleep(1)` in it", kSaid, "time.sleep"},
      {"time.sleep", "time to sleep", kAbsent},
      {"requests.get", "a request gets slow", kAbsent},
      {"sys._is_gil_enabled", "assert not sys._is_gil_enabled()", kDenied},
      {"backoff", "exponential back-off", kSaid, "back-off"},
      {"backoff", "then back off", kSaid, "back off"},
      {"back-off", "backoff", kSaid},
      {"free-threaded", "the free threaded build", kSaid},
      {"free-threaded", "the freethreaded build", kSaid},
      {"deadlock", "a dead-lock", kSaid},
      {"pub/sub", "Redis PubSub", kSaid},
      {"pubsub", "pub/sub", kSaid},
      {"i/o-bound", "this is IO bound", kSaid},
      {"fan out", "the fanout", kSaid},
      {"redeliver", "it is re-delivered", kSaid},
      {"inline", "in line with that", kAbsent},
      {"inline", "in-line", kSaid},
      {"n+1", "plan n + 1 machines", kSaid},
      {"error table", "errors", kAbsent},
  });
}

TEST(Phrases, MayHaveSmallGaps) {
  expect({
      {"block the loop", "it would block the event loop", kSaid, "block the event loop"},
      {"bounded queue", "a bounded input queue", kSaid},
      {"bounded queue", "a bounded and monitored queue", kAbsent},
      {"bounded queue", "a bounded set of threads and a queue", kAbsent},
      {"bounded queue", "the queue is bounded", kSaid, "queue is bounded"},
      {"limit the retries", "retries are limited", kSaid},
      {"close the connection", "then the connections get closed", kAbsent},
      {"blocks the thread", "thread 2 is in the block", kAbsent},
      {"time limit", "time we limit", kSaid},
      {"time limit", "the time. Limit it", kAbsent},
      {"time limit", "the time; limit it", kAbsent},
      {"time limit", "the time \xE2\x80\x93 limit it", kAbsent},
      {"time limit", "time\n- limit", kAbsent},
      {"growing pause", "a random, growing pause", kSaid},
      {"task queue", "tasks, queues", kAbsent},
      {"queue for each site", "a queue per site", kSaid},
      {"queue per site", "a queue for every site", kSaid},
      {"each site", "every site", kSaid},
      {"wait inside the pool", "wait in the pool", kSaid},
      {"through the pool", "for the pool", kAbsent},
      {"hold and wait", "hold it and wait", kSaid},
      {"measure under load", "measure it all under load", kSaid},
      {"thread per client", "one thread for each of the clients", kSaid},
      {"event loop", "an event that may happen in a loop", kAbsent},
      {"send the bytes", "shared bytes are small when sent", kAbsent},
      {"the", "the", kAbsent},
  });
}

TEST(Phrases, AreDeniedInTheScopeOfANegation) {
  expect({
      {"event loop", "I would not use an event loop here", kDenied, "event loop"},
      {"thread pool", "I'd never take a thread pool", kDenied},
      {"thread pool", "there is no thread pool", kDenied},
      {"thread pool", "it works without a thread pool", kDenied},
      {"thread pool", "don't use a thread pool", kDenied},
      {"thread pool", "don\xE2\x80\x99t use a thread pool", kDenied},
      {"thread pool", "don\xC2\xB4t use a thread pool", kDenied},
      {"thread pool", "dont use a thread pool", kDenied},
      {"thread pool", "we cannot use a thread pool", kDenied},
      {"thread pool", "we can't use a thread pool", kDenied},
      {"thread pool", "it won't need a thread pool", kDenied},
      {"thread pool", "I wouldn't use a thread pool", kDenied},
      {"thread pool", "it isn't a thread pool", kDenied},
      {"thread pool", "asyncio instead of a thread pool", kDenied},
      {"thread pool", "asyncio rather than a thread pool", kDenied},
      {"threads", "I would rather use tasks than threads", kDenied},
      {"thread pool", "asyncio in place of a thread pool", kDenied},
      {"thread pool", "I avoid a thread pool", kDenied},
      {"thread pool", "avoiding any thread pool", kDenied},
      {"thread pool", "nobody needs a thread pool", kDenied},
      {"thread pool", "neither a thread pool nor tasks", kDenied},
      {"tasks", "neither a thread pool nor tasks", kDenied},
      {"blocking call", "only non-blocking calls", kDenied},
      {"thread pool", "I would _never_ use a thread pool", kDenied},
      {"thread pool", "I do not think that a thread pool helps", kDenied},
      {"block or wait", "it does not block or wait", kDenied},
      {"retry", "do not poll and retry", kDenied},
      {"restart", "not at once, or restart it", kDenied},
  });
}

TEST(Phrases, AreAffirmedWhereTheScopeEnds) {
  expect({
      {"asyncio", "I would not use threads, asyncio is enough", kSaid},
      {"asyncio", "I would not use threads but asyncio", kSaid},
      {"asyncio", "No threads. Asyncio.", kSaid},
      {"asyncio", "no threads\nasyncio", kSaid},
      {"asyncio", "not threads \xE2\x80\x94 asyncio", kSaid},
      {"asyncio", "threads do not help because asyncio is cheaper", kSaid},
      {"asyncio", "threads do not help; however asyncio does", kSaid},
      {"asyncio", "do not use threads and I take asyncio", kSaid},
      {"asyncio", "no threads and no lock, asyncio", kSaid},
      {"asyncio", "I see no reason not to use asyncio", kSaid},
      {"more than 30", "rather slow. More than 30 wait", kSaid},
      {"asyncio", "not only threads, asyncio too", kSaid},
      {"asyncio", "not only asyncio", kSaid},
      {"asyncio", "not just threads but also asyncio", kSaid},
      {"asyncio", "not just asyncio but also threads", kSaid},
      {"asyncio", "not just asyncio", kDenied},
      {"asyncio", "I would not go without asyncio", kSaid},
      {"asyncio", "I wouldn't avoid asyncio", kSaid},
      {"asyncio", "no doubt asyncio fits", kSaid},
      {"asyncio", "why not use asyncio", kSaid},
      {"asyncio", "nothing but asyncio", kSaid},
      {"unlink", "don't forget to unlink it", kSaid},
      {"after the commit", "do not answer until after the commit", kSaid},
      {"pile up", "without a limit requests would pile up", kSaid},
      {"no more than 30", "no more than 30 pass", kSaid},
      {"at most 30", "no fewer than ten and at most 30", kSaid},
      {"loop", "It does not wait when the loop runs", kSaid},
      {"asyncio", "I would not use asyncio. Later I do use asyncio.", kSaid, "asyncio"},
  });
}

TEST(Phrases, WithANegationOfTheirOwnMatchAsSuch) {
  expect({
      {"no await between", "there is no await between them", kSaid, "no await between"},
      {"not shared", "the counter is not shared", kSaid, "not shared"},
      {"not shared", "the counter isn't shared", kSaid, "isn't shared"},
      {"not shared", "the counter is shared", kAbsent},
      {"never blocks", "it never blocks", kSaid},
      {"never blocks", "it does not block", kSaid, "does not block"},
      {"no timer", "it needs no timer", kSaid, "no timer"},
      {"no timer", "I do not need a timer", kSaid, "do not need a timer"},
      {"no timer", "it works without a timer", kSaid, "without a timer"},
      {"no timer", "there is a timer", kAbsent},
      {"no timer", "not before noon, a timer", kAbsent},
      {"no background task", "no timer and no background task", kSaid},
      {"without the gil", "there is no GIL", kSaid},
      {"does not stop the thread", "cancelling never stops the thread", kSaid},
      {"cannot be cancelled", "it can't be cancelled", kSaid},
      {"avoid the transfer", "I avoid the transfer", kSaid},
      {"no names", "no worker sleeps in the name of a site", kAbsent},
      {"not slow", "it is stuck and not slow", kSaid},
      {"concurrency and not rate", "it limits concurrency and not rate", kSaid},
      {"error instead of standstill", "an error instead of standstill", kSaid},
  });
}

TEST(Phrases, OfRedFlagsAreDeniedByJudgementsToo) {
  expect(
      {
          {"add more threads", "I would add more threads", kSaid},
          {"add more threads", "I would not just add more threads", kDenied},
          {"add more threads", "it would be wrong to add more threads", kDenied},
          {"add more threads", "It is a mistake to add more threads.", kDenied},
          {"add more threads", "it is not wrong to add more threads", kSaid},
          {"more threads", "More threads do not help", kDenied},
          {"more threads", "More threads would only be worse", kDenied},
          {"more threads", "more threads never solve it", kDenied},
          {"more threads", "more threads bring no gain", kDenied},
          {"more threads", "Would more threads do? No.", kDenied},
          {"more threads", "Would more threads do? Yes.", kSaid},
          {"more threads", "I advise against more threads", kDenied},
          {"more threads", "more threads are dangerous", kDenied},
          {"more threads", "more threads are the problem", kDenied},
          {"more threads", "to solve the problem I take more threads", kSaid},
          {"more threads", "more threads, which is not expensive", kSaid},
          {"more threads", "more threads and no processes", kSaid},
          {"thread per client", "a thread per client is a bad idea", kDenied},
          {"thread per client", "a thread per client", kSaid},
          {"no need to measure", "there is no need to measure", kSaid},
          {"no need to measure", "we don't need to measure", kSaid},
          {"it will not fail", "it will not fail", kSaid},
          {"restart it", "It is tempting to restart it", kDenied},
      },
      Denial::around);
}

TEST(Phrases, AJudgementAfterwardsDeniesRedFlagsOnly) {
  expect({{"token bucket", "a token bucket does not need a timer", kSaid}});
  expect({{"token bucket", "a token bucket does not need a timer", kDenied}}, Denial::around);
}

TEST(Phrases, TheBestMatchComesFirstAndDeniedOnesApart) {
  const std::vector<std::string> phrases{"time limit", "bounded queue", "process", "asyncio"};
  const std::string text =
      "A time we limit. No asyncio. The queue is bounded; a bounded queue. A time limit.";
  const PhraseMatches found = find_phrases(text, phrases);
  ASSERT_EQ(found.said.size(), 2U);
  EXPECT_EQ(found.said[0].phrase, 1U);
  EXPECT_EQ(part(text, found.said[0]), "bounded queue");
  EXPECT_EQ(part(text, found.said[1]), "time limit");
  ASSERT_EQ(found.denied.size(), 1U);
  EXPECT_EQ(found.denied[0], (PhraseMatch{3, 20, 27, true}));
}

TEST(Phrases, ALongLineMayBeWrapped) {
  const std::string wrapped =
      "I would hold all of the connections of the devices in an event\nloop and never in a thread of its own";
  expect({{"event loop", wrapped, kSaid}});
}

}  // namespace
}  // namespace sp::practice
