// Before the first paint: what the reader chose last time, so that nothing jumps.
(function (root) {
  root.classList.add("js");
  try {
    var size = localStorage.getItem("elder");
    if (size) {
      root.dataset.view = "elder";
      root.style.fontSize = size + "%";
    }
  } catch (e) {}
})(document.documentElement);
