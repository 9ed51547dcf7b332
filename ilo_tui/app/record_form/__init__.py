"""The form in which a record of any table is written: made from the model, without a screen.

`RecordForm` in `form` is what front ends use; what it is made of stands beside it.
"""
