// Which theme was chosen? Answered before the page is painted, so that nothing flashes: a classic script in the head.
try {
  const theme = localStorage.getItem("chancery-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // A browser may forbid storage; the page follows the system then.
}
