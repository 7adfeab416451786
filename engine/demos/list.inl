// The one list of demos, in the order in which they are shown. Each line names a function
// `const Demo& name()` in a file of the same name.
SP_DEMO(gil_cpu_bound)
SP_DEMO(race_counter)
SP_DEMO(gather_fetch)
SP_DEMO(producer_consumer)
SP_DEMO(deadlock_order)
SP_DEMO(amdahl)
