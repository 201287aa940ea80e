// Two mistakes that the policy forbids, made in a shadow root as a widget would: a style attribute, and markup from a string.
const host = document.createElement('div');
document.documentElement.append(host);
const paragraph = document.createElement('p');
host.attachShadow({ mode: 'open' }).append(paragraph);
paragraph.setAttribute('style', 'color: red');
try {
  paragraph.insertAdjacentHTML('beforeend', '<b>from a string</b>');
} catch {
  // That is how a browser refuses it.
}
