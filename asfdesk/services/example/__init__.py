"""The example enterprise: Växthuset Café & Verkstad ek. för. and everything in it is invented."""
