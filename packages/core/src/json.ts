/** What JSON can hold. Everything the engine keeps is JSON, so that it can be stored, hashed and replayed. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };
