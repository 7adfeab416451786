// Runs only in browsers without modules, which can run nothing else of Switchpoint; so it is written for them.
(function () {
  var start = document.getElementById('start');
  if (start) {
    start.innerHTML =
      '<h1>This browser is too old for Switchpoint</h1>' +
      '<p>Switchpoint needs WebAssembly with threads. Use a current Chrome, Edge, Firefox or Safari.</p>';
    start.removeAttribute('aria-busy');
  }
})();
