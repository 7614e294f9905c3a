/** Loads each image once it is near the viewport. */
const observer = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    target.src = target.dataset.src;
    observer.unobserve(target);
  }
});
for (const image of document.querySelectorAll('img[data-src]')) observer.observe(image);
