// The one table of event kinds. Include it with SP_EVENT defined; it undefines SP_EVENT at its end.
//
//   SP_EVENT(id, label, family, has_object, arg_meaning)
//
// id           the enumerator of sp::trace::Kind, and the name in saved traces: never rename or reorder, add
// at the end of a family's
//              block only together with a new kTraceVersion (export_chrome.h)
// label        what a reader sees
// family       the enumerator of sp::trace::Family
// has_object   whether Event::object names what it is about (a lock, a queue, a counter)
// arg_meaning  what Event::arg holds; "" when nothing

// A lane's life. Before lane_start (or its first event) and after lane_end a lane has no state.
SP_EVENT(lane_start, "start", lane, false, "")
SP_EVENT(lane_end, "end", lane, false, "")

// What a lane is doing, from this event until its next state or its end. The object is what it waits for or
// works on, if any.
SP_EVENT(state_running, "running", state, true, "")
SP_EVENT(state_ready, "ready", state, true, "")
SP_EVENT(state_blocked, "blocked", state, true, "")
SP_EVENT(state_gil_wait, "waiting for the GIL", state, true, "")
SP_EVENT(state_sleeping, "sleeping", state, true, "")
SP_EVENT(state_io_wait, "waiting for I/O", state, true, "")

// Whoever acquired and has not released holds the object.
SP_EVENT(acquire_wait, "waits to acquire", lock, true, "")
SP_EVENT(acquire, "acquires", lock, true, "")
SP_EVENT(release, "releases", lock, true, "")
SP_EVENT(wait, "waits on", lock, true, "")
SP_EVENT(notify, "notifies", lock, true, "waiters notified")

SP_EVENT(put, "puts", queue, true, "items in the queue afterwards")
SP_EVENT(get, "gets", queue, true, "items in the queue afterwards")

SP_EVENT(spawn, "starts a lane", thread, false, "the new lane")
SP_EVENT(join, "joins a lane", thread, false, "the joined lane")

// Two events with the same flow id are one arrow, from the lane that sends to the lane that receives.
SP_EVENT(send, "hands over", flow, true, "flow id")
SP_EVENT(receive, "takes over", flow, true, "flow id")

SP_EVENT(counter, "counter", counter, true, "value")
SP_EVENT(note, "note", note, false, "note id")
SP_EVENT(error, "error", note, false, "note id")
SP_EVENT(cancel, "cancelled", note, false, "")

#undef SP_EVENT
