// Runs before the first paint: restores the view that the reader chose last time, so that the layout does not shift.
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
