// Two mistakes that the policy forbids: a style attribute, and markup from a string.
document.documentElement.setAttribute('style', 'color: red');
try {
  document.head.insertAdjacentHTML('beforeend', '<meta name="markup" content="from a string">');
} catch {
  // That is how a browser refuses it.
}
