/** The inputs of the demo's calls: ordinary rows of the shop. */

export const product = {
  name: "Trail Lamp 300",
  category: "Cycling",
  price: 39.9,
  attributes: {
    brightness: "300 lumens",
    battery: "USB-C, 12 hours",
    weight: "85 g",
    mount: "tool-free handlebar clamp",
    "water resistance": "IPX6",
  },
};

const calm = {
  accountAgeDays: 300,
  ordersLast24Hours: 1,
  failedPayments: 0,
  shippingMethod: "standard" as const,
};

export const order = {
  id: "EC-9001",
  amount: 412.5,
  items: ["Trail Lamp 300", "Gift Card 200"],
  accountAgeDays: 2,
  ordersLast24Hours: 3,
  failedPayments: 1,
  emailDomain: "example.com",
  billingCountry: "DE",
  shippingCountry: "US",
  shippingMethod: "express" as const,
  note: "",
};

/** Three orders that the fraud score's versions may see differently. */
export const orders = [
  order,
  {
    ...order,
    id: "EC-9002",
    amount: 64,
    items: ["Gooseneck Kettle"],
    ...calm,
    shippingCountry: "DE",
  },
  {
    ...order,
    id: "EC-9003",
    amount: 64,
    items: ["Gooseneck Kettle"],
    ...calm,
    shippingCountry: "US",
  },
];

export const item = {
  sku: "EC-300",
  name: "Trail Lamp 300",
  category: "Cycling",
  weeklySales: [18, 21, 22, 26, 27, 31, 33, 36],
};
