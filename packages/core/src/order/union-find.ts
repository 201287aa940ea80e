/** Puts texts together into sets: whatever was joined, directly or through others, has the same root. */
export class UnionFind {
  readonly #parents = new Map<string, string>();

  /** The root of the set that a text is in; a new text is a set of its own. Which member is the root depends on nothing but the joins. */
  find(text: string): string {
    let root = text;
    for (let parent = this.#parents.get(root); parent !== undefined; parent = this.#parents.get(root))
      root = parent;
    // Shorten the way for the next time.
    for (let at = text; at !== root;) {
      const next = this.#parents.get(at) ?? root;
      this.#parents.set(at, root);
      at = next;
    }
    return root;
  }

  /** Makes the sets of two texts one. */
  join(a: string, b: string): void {
    const [x, y] = [this.find(a), this.find(b)];
    // The smaller text becomes the root, so that the root is the smallest member whatever the order of the joins.
    if (x < y) this.#parents.set(y, x);
    if (y < x) this.#parents.set(x, y);
  }
}
