interface Product {
  kind: string;
  name?: string;
  price?: number;
  note?: string | null;
}

/** What `RandomTemplate` reads. */
export interface SampleContext {
  title?: string;
  note?: string | null;
  count?: number;
  flag?: boolean;
  main?: Product;
  products?: Product[];
  shelf?: Record<string, Product>;
}

function fromEach(key: keyof Product, list: readonly Product[] | undefined): void {
  for (const product of list ?? []) delete product[key];
}

/** For every path of the context: how to take it away. */
export const removals: Readonly<Record<string, (context: SampleContext) => void>> = {
  title: (context) => delete context.title,
  note: (context) => delete context.note,
  count: (context) => delete context.count,
  flag: (context) => delete context.flag,
  main: (context) => delete context.main,
  "main.name": (context) => delete context.main?.name,
  "main.price": (context) => delete context.main?.price,
  "main.note": (context) => delete context.main?.note,
  products: (context) => delete context.products,
  "products[]": (context) => context.products?.splice(0),
  "products[].name": (context) => fromEach("name", context.products),
  "products[].price": (context) => fromEach("price", context.products),
  "products[].note": (context) => fromEach("note", context.products),
  shelf: (context) => delete context.shelf,
  "shelf.left": (context) => delete context.shelf?.["left"],
  "shelf.left.name": (context) => delete context.shelf?.["left"]?.name,
  "shelf.left.price": (context) => delete context.shelf?.["left"]?.price,
};
