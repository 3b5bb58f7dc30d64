/** How every prompt of this folder shows a product. */
export const productFacts = `Product name: {{ product.name }}
Category: {{ product.category }}
Price: {{ product.price }}
Attributes:
{% for key, value in product.attributes.items() %}
- {{ key }}: {{ value }}
{% endfor %}`;
