/**
 * The language at a node: the nearest `lang`, outward through shadow hosts, as a canonical tag. Null where none is said or what is said is no
 * language tag. (The same walk as the platform's `:lang()`, which gives no value to read.)
 */
export function nearestLang(start: Element): string | null {
  for (let node: Element | null = start; node !== null; node = shadowHost(node)) {
    const lang = node.closest('[lang]')?.getAttribute('lang');
    if (lang) return canonical(lang);
  }
  return null;
}

function shadowHost(node: Element): Element | null {
  const root = node.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

function canonical(lang: string): string | null {
  try {
    return Intl.getCanonicalLocales(lang)[0] ?? null;
  } catch {
    return null;
  }
}
