/** What is promised to users is asserted with so much slack: the machine may be busy. */
export const slack = 5;
